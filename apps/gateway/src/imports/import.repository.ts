import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Clock } from '@crm/kernel';
import { isDuplicateKey, newId, toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import type { ImportDocument, StoredFile } from './import.schema.ts';
import { emptyTallies } from './loading/tally.ts';

/** How long a run that says nothing is believed to be alive. */
export const LEASE_MS = 15_000;
/** No upload takes so long: the server gives a request half a minute. */
const UPLOAD_MS = 50_000;

/** A run as the import knows it. */
export interface Lease {
  readonly importId: string;
  readonly owner: string;
}

/** Who begins an import. */
export interface ImportStarter {
  readonly accountId: string;
  /** Where a program does it for him. */
  readonly apiKeyId?: string | undefined;
}

export type ImportEnd = Partial<Pick<ImportDocument, 'summary' | 'refusal' | 'failure' | 'checked'>>;

@Injectable()
export class ImportRepository {
  constructor(
    @InjectModel('Import') private readonly imports: Model<ImportDocument>,
    private readonly clock: Clock,
  ) {}

  find(importId: string): Promise<ImportDocument | null> {
    return this.imports.findById(toObjectId(importId)).lean<ImportDocument>().exec();
  }

  /** @returns its id, or null while another import is active. */
  async begin({ accountId, apiKeyId }: ImportStarter, repeatKey?: string): Promise<string | null> {
    const now = this.clock.now();
    const importId = newId();
    try {
      await this.imports.create({
        _id: toObjectId(importId),
        accountId: toObjectId(accountId),
        apiKeyId: apiKeyId === undefined ? null : toObjectId(apiKeyId),
        status: 'uploading',
        active: true,
        files: [],
        checked: { done: 0, total: null },
        tallies: emptyTallies,
        runs: 0,
        ...(repeatKey !== undefined && { repeatKey }),
        ...{ version: 1, createdAt: now, updatedAt: now },
      });
      return importId;
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  /** The import whose files have arrived waits for a run. */
  async enqueue(importId: string, files: readonly StoredFile[]): Promise<ImportDocument | null> {
    return this.imports
      .findOneAndUpdate(
        { _id: toObjectId(importId), status: 'uploading' },
        { $set: { status: 'queued', files, updatedAt: this.clock.now() } },
        { returnDocument: 'after' },
      )
      .lean<ImportDocument>();
  }

  /** Whether the files of this very request are on their way. */
  async isUploading(repeatKey: string): Promise<boolean> {
    return (await this.imports.exists({ active: true, status: 'uploading', repeatKey }).exec()) !== null;
  }

  /** An upload that failed or was broken off leaves nothing behind. @returns false when it was accepted. */
  async discard(importId: string): Promise<boolean> {
    const { deletedCount } = await this.imports.deleteOne({ _id: toObjectId(importId), status: 'uploading' });
    return deletedCount === 1;
  }

  /** Gives the import to a run. @returns null when it is finished, or another run has it. */
  async lease({ importId, owner }: Lease): Promise<ImportDocument | null> {
    const now = this.clock.now();
    return this.imports
      .findOneAndUpdate(
        { _id: toObjectId(importId), status: trusted({ $in: ['queued', 'running'] }), ...unleased(now) },
        { $set: { status: 'running', leasedBy: owner, leasedUntil: leaseFrom(now) }, $inc: { runs: 1 } },
        { returnDocument: 'after' },
      )
      .lean<ImportDocument>();
  }

  /** Keeps the lease, and what has been reached. @returns false when another run has taken the import over. */
  async keep(lease: Lease, reached: Partial<Pick<ImportDocument, 'tallies' | 'checked'>> = {}): Promise<boolean> {
    const now = this.clock.now();
    // That a run lives is no progress.
    const progress = Object.keys(reached).length > 0 ? { ...reached, updatedAt: now } : {};
    const change = { ...progress, leasedUntil: leaseFrom(now) };
    const { matchedCount } = await this.imports.updateOne(leasedBy(lease), { $set: change });
    return matchedCount === 1;
  }

  /** Lets another run continue at once. */
  async release(lease: Lease): Promise<void> {
    await this.imports.updateOne(leasedBy(lease), { $set: { leasedBy: null, leasedUntil: null } });
  }

  async finish(lease: Lease, status: 'done' | 'failed', end: ImportEnd): Promise<void> {
    const now = this.clock.now();
    const finished = { status, ...end, leasedBy: null, leasedUntil: null, finishedAt: now, updatedAt: now };
    await this.imports.updateOne(leasedBy(lease), { $set: finished, $unset: { active: 1 } });
  }

  /** The unfinished import, when no run is at work on it. */
  async abandoned(): Promise<ImportDocument | null> {
    const now = this.clock.now();
    return this.imports
      .findOne({ active: true, status: trusted({ $in: ['queued', 'running'] }), ...unleased(now) })
      .lean<ImportDocument>()
      .exec();
  }

  /** Since when the unfinished import has got no further, whether a run has it or not; null when there is none. */
  async stillSince(): Promise<Date | null> {
    const found = await this.imports
      .findOne({ active: true, status: trusted({ $in: ['queued', 'running'] }) })
      .lean<ImportDocument>()
      .exec();
    return found?.updatedAt ?? null;
  }

  /** An upload whose process has died. */
  async staleUpload(): Promise<ImportDocument | null> {
    const before = new Date(this.clock.now().getTime() - UPLOAD_MS);
    return this.imports
      .findOne({ active: true, status: 'uploading', updatedAt: trusted({ $lt: before }) })
      .lean<ImportDocument>()
      .exec();
  }
}

const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE_MS);

const unleased = (now: Date) => ({ $or: [{ leasedUntil: null }, { leasedUntil: trusted({ $lt: now }) }] });

const leasedBy = ({ importId, owner }: Lease) => ({ _id: toObjectId(importId), leasedBy: owner });
