import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Job } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import type { RepeatableRequest } from '@crm/observability';
import { StoredCommandLog, Transaction } from '@crm/persistence';
import { digest } from '../http/repeatable-request.ts';
import { ByteBudget, Fingerprint } from './fingerprint.ts';
import type { StoredFile } from './import.schema.ts';
import { MAX_UPLOAD_BYTES, type UploadedPart } from './upload-parts.ts';

/**
 * Uploads that their caller may repeat. What was asked for is known when the files have passed, so an upload whose key has
 * its answer already is read to the end and compared, but stored no second time.
 */
@Injectable()
export class RepeatedUploads {
  constructor(
    private readonly commands: StoredCommandLog,
    private readonly transaction: Transaction,
  ) {}

  /** Whether this upload was accepted before. */
  async isKnown(repeatable: RepeatableRequest | undefined): Promise<boolean> {
    return repeatable !== undefined && this.commands.isAnswered(repeatable);
  }

  /** The job that the first upload became. @throws DomainError `repeat.mismatch` when its files were others. */
  async answer(repeatable: RepeatableRequest, parts: AsyncIterable<UploadedPart>): Promise<Job> {
    const budget = new ByteBudget(MAX_UPLOAD_BYTES);
    const files: StoredFile[] = [];
    for await (const { file, content } of parts) {
      const fingerprint = new Fingerprint(budget);
      await pipeline(content, fingerprint, nowhere());
      files.push({ file, ...fingerprint.result() });
    }
    // Reached only when the answer ceased to be kept while the files were read.
    return this.once(repeatable, files, () => Promise.reject(new DomainError('service_unavailable')));
  }

  /** Accepts the files within one transaction, once for each key. @throws DomainError as `StoredCommandLog.once` says. */
  async once(
    repeatable: RepeatableRequest | undefined,
    files: readonly StoredFile[],
    accept: () => Promise<Job>,
  ): Promise<Job> {
    if (!repeatable) return this.transaction.run(accept);
    const command = { ...repeatable, fingerprint: digest(repeatable.fingerprint, ...files.map(asked).toSorted()) };
    try {
      return await this.commands.once(command, accept);
    } finally {
      repeatable.replayed = command.replayed;
    }
  }
}

/** The same files in another order are the same question. */
const asked = ({ file, sha256 }: StoredFile): string => `${file} ${sha256}`;

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
