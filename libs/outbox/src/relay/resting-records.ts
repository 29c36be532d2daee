const FIRST_REST_MS = 100;
const LONGEST_REST_MS = 30_000;

interface Rest {
  readonly times: number;
  /** By the stopwatch of the process. */
  readonly until: number;
}

/** Records whose event the broker did not take: they are left alone for a growing while, so that the others go on. */
export class RestingRecords {
  private readonly rests = new Map<string, Rest>();

  get size(): number {
    return this.rests.size;
  }

  refused(recordId: string): void {
    const times = (this.rests.get(recordId)?.times ?? 0) + 1;
    const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (times - 1));
    this.rests.set(recordId, { times, until: performance.now() + rest });
  }

  taken(recordId: string): void {
    this.rests.delete(recordId);
  }

  isResting(recordId: string): boolean {
    return performance.now() < (this.rests.get(recordId)?.until ?? 0);
  }
}
