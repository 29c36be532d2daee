/** A version that a record has reached. */
export interface RecordVersion {
  /** The kind of record, as its events name it: `deal`. */
  readonly kind: string;
  readonly id: string;
  readonly version: number;
}

const nameOf = ({ kind, id, version }: RecordVersion): string => `${kind} ${id} in version ${version}`;

/** The changes of one transaction that others have to be told of. */
export class UntoldVersions {
  private readonly reached = new Set<string>();
  private readonly told = new Set<string>();

  noteReached(record: RecordVersion): void {
    this.reached.add(nameOf(record));
  }

  noteTold(record: RecordVersion): void {
    this.told.add(nameOf(record));
  }

  /** @throws Error naming the records that were changed without an event: whoever keeps a copy would be wrong for good. */
  assertNone(): void {
    const untold = [...this.reached].filter((name) => !this.told.has(name));
    if (untold.length > 0) throw new Error(`No event tells of ${untold.join(', ')}: add one to the outbox`);
  }
}
