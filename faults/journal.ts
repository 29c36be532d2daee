import { open, readFile, type FileHandle } from 'node:fs/promises';

/** A place where an effect of a write is looked for. */
export type Collection = 'clients' | 'deals' | 'activities';

/** What a write does to one record, when it takes effect. */
export interface Effect {
  readonly collection: Collection;
  /** `creation`: a record whose title carries the mark. `change`: one more version of a known record. */
  readonly kind: 'creation' | 'change';
  /** Stands in the record afterwards; null for a change that leaves no text. */
  readonly mark: string | null;
  /** The changed record. */
  readonly recordId?: string;
}

/** A write is about to be sent, for the first time or again, always with the same key. */
export interface Sent {
  readonly type: 'sent';
  readonly write: number;
  readonly attempt: number;
  readonly key: string;
  /** Such as `client.create`. */
  readonly kind: string;
  readonly effects: readonly Effect[];
  readonly at: number;
}

/** What came back for a write. */
export interface Answered {
  readonly type: 'answered';
  readonly write: number;
  readonly attempt: number;
  /** Null when the connection failed or nothing came in time. */
  readonly status: number | null;
  /** Code of the problem, or of the broken connection. */
  readonly code?: string;
  readonly replayed?: true;
  readonly milliseconds: number;
  readonly at: number;
}

/** What a reader was shown who may see his own records alone. */
export interface Read {
  readonly type: 'read';
  readonly kind: string;
  readonly status: number | null;
  readonly code?: string;
  /** Employees whose records were among what he saw, himself left out. */
  readonly strangers: readonly string[];
  readonly milliseconds: number;
  readonly at: number;
}

export type Entry = Sent | Answered | Read;

/**
 * The load's own memory: a line of JSON for each entry, on the disk before anything is built on it. Entries that are
 * written at the same time share one sync.
 */
export class Journal {
  readonly #file: FileHandle;
  #lines: string[] = [];
  #next: Promise<void> | undefined;
  #running: Promise<void> = Promise.resolve();

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<Journal> {
    return new Journal(await open(path, 'w'));
  }

  /** Fulfilled when the entry is on the disk. */
  write(entry: Entry): Promise<void> {
    this.#lines.push(`${JSON.stringify(entry)}\n`);
    this.#next ??= this.#storeNext();
    return this.#next;
  }

  async close(): Promise<void> {
    await this.#next;
    await this.#file.close();
  }

  async #storeNext(): Promise<void> {
    await this.#running;
    const lines = this.#lines.join('');
    this.#lines = [];
    this.#next = undefined;
    this.#running = this.#file.appendFile(lines).then(() => this.#file.datasync());
    await this.#running;
  }
}

/** All whole lines of a journal; the last one may have been cut off. */
export async function readJournal(path: string): Promise<Entry[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Entry);
}
