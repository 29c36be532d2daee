import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { DomainError } from '@crm/kernel';

/** How many bytes all files of an upload may have together. */
export class ByteBudget {
  readonly #total: number;
  #left: number;

  constructor(bytes: number) {
    this.#total = bytes;
    this.#left = bytes;
  }

  /** @throws DomainError `too_large` */
  spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new DomainError('too_large', { limitBytes: this.#total });
  }
}

/** Lets a file through and remembers what it was: its size and its SHA-256. */
export class Fingerprint extends Transform {
  readonly #hash = createHash('sha256');
  readonly #budget: ByteBudget;
  #bytes = 0;

  constructor(budget: ByteBudget) {
    super();
    this.#budget = budget;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.#budget.spend(chunk.length);
      this.#bytes += chunk.length;
      this.#hash.update(chunk);
      done(null, chunk);
    } catch (error) {
      done(error as Error);
    }
  }

  /** To be asked once, when the file has passed. */
  result(): { bytes: number; sha256: string } {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}
