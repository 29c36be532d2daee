import { Transform, type TransformCallback } from 'node:stream';
import type { ImportFile } from '@crm/contracts';
import { columnsOf, fileName } from './file-layout.ts';
import { refuse } from './refusal.ts';

/** Longer than any row of such a set. A file without line ends is refused after so many bytes, whatever its size. */
export const MAX_LINE_BYTES = 64 * 1024;

const LINE_FEED = 0x0a;

/**
 * Lets the bytes of a file through as long as they are UTF-8 in lines of a reasonable length, under the right header.
 *
 * @throws DomainError `import.malformed` (as the stream's error) with the line at which that ends.
 */
export class LineGuard extends Transform {
  readonly #file: ImportFile;
  #line = 1;
  #rest: Buffer = Buffer.alloc(0);

  constructor(file: ImportFile) {
    super();
    this.#file = file;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.#check(chunk);
      done(null, chunk);
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      if (this.#rest.length > 0) this.#checkLine(this.#rest);
      if (this.#line === 1) throw this.#refusal('file_empty');
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  #check(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      this.#checkLine(Buffer.concat([this.#rest, chunk.subarray(start, end)]));
      this.#rest = Buffer.alloc(0);
      start = end + 1;
    }
    this.#rest = Buffer.concat([this.#rest, chunk.subarray(start)]);
    this.#checkLength(this.#rest);
  }

  #checkLine(line: Buffer): void {
    this.#checkLength(line);
    const text = this.#decode(line);
    if (this.#line === 1) this.#checkHeader(text);
    this.#line += 1;
  }

  #checkLength(line: Buffer): void {
    if (line.length > MAX_LINE_BYTES) throw this.#refusal('line_too_long', { expected: String(MAX_LINE_BYTES) });
  }

  /** A line end is never part of another character, so each line can be decoded by itself. */
  #decode(line: Buffer): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(line);
    } catch {
      throw this.#refusal('encoding');
    }
  }

  #checkHeader(text: string): void {
    const expected = columnsOf[this.#file].join(',');
    const found = text.trim().replaceAll('"', '').toLowerCase();
    if (found !== expected) throw this.#refusal('header', { found: text.trim(), expected });
  }

  #refusal(reason: Parameters<typeof refuse>[0], facts: Parameters<typeof refuse>[2] = {}): Error {
    return refuse(reason, { file: fileName(this.#file), line: this.#line }, facts);
  }
}
