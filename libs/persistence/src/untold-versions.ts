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
  /** How many records of a kind have reached a version that nobody named. */
  private readonly changed = new Map<string, number>();

  noteReached(record: RecordVersion): void {
    this.reached.add(nameOf(record));
  }

  /** Notes that so many records have reached a new version, where only their number is known. */
  noteChanged(kind: string, count: number): void {
    this.changed.set(kind, (this.changed.get(kind) ?? 0) + count);
  }

  /** Whether the transaction has brought the record to this version, so that an event of it is asked for. */
  hasReached(record: RecordVersion): boolean {
    return this.reached.has(nameOf(record));
  }

  noteTold(record: RecordVersion): void {
    this.told.add(nameOf(record));
  }

  /** @throws Error naming the records that were changed without an event: whoever keeps a copy would be wrong for good. */
  assertNone(): void {
    const untold = [...this.reached].filter((name) => !this.told.has(name));
    if (untold.length > 0) throw new Error(`No event tells of ${untold.join(', ')}: add one to the outbox`);
    for (const [kind, count] of this.changed) this.assertTold(kind, count);
  }

  private assertTold(kind: string, count: number): void {
    const others = [...this.told].filter((name) => name.startsWith(`${kind} `) && !this.reached.has(name)).length;
    if (others < count) throw new Error(`${count} records were changed, and events tell of ${others} of kind ${kind}`);
  }
}
