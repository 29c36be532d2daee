import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { isDuplicateKey, newId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import type { RebuildDocument } from './rebuild.schema.ts';

const LEASE_MS = 60_000;

type Advance = Partial<Pick<RebuildDocument, 'stage' | 'cursor' | 'status' | 'finishedAt'>>;

/** What a step of a rebuild has done. */
export interface RebuildStep {
  readonly set: Advance;
  readonly applied?: number;
  readonly removed?: number;
}

/** Knows how far the rebuilds are. */
@Injectable()
export class RebuildLedger {
  private readonly me = newId();

  constructor(@InjectModel('Rebuild') private readonly rebuilds: Model<RebuildDocument>) {}

  find(projection: string): Promise<RebuildDocument | null> {
    return this.rebuilds.findById(projection).lean<RebuildDocument>().exec();
  }

  /** Begins the next generation, unless one is being made. */
  async begin(projection: string): Promise<void> {
    const fresh = { stage: 0, cursor: null, applied: 0, removed: 0, finishedAt: null, problem: null };
    const free = { leaseHolder: null, leaseUntil: new Date(0) };
    const $set = { status: 'running' as const, ...fresh, ...free, startedAt: new Date() };
    try {
      const idle = { _id: projection, status: trusted({ $ne: 'running' as const }) };
      await this.rebuilds.updateOne(idle, { $set, $inc: { generation: 1 } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Takes a running rebuild that no other process is at; null when there is none. */
  async claim(projections: readonly string[]): Promise<RebuildDocument | null> {
    const now = new Date();
    const abandoned = {
      _id: trusted({ $in: projections }),
      status: 'running' as const,
      leaseUntil: trusted({ $lte: now }),
    };
    const mine = { $set: { leaseHolder: this.me, leaseUntil: leaseFrom(now) } };
    return this.rebuilds.findOneAndUpdate(abandoned, mine, { returnDocument: 'after' }).lean<RebuildDocument>();
  }

  /**
   * Stores that a step is done, in the transaction that has done it.
   *
   * @throws Error when another process has taken the rebuild over: then the step is not stored either.
   */
  async advance(
    { _id, generation, stage, cursor }: RebuildDocument,
    { set, applied = 0, removed = 0 }: RebuildStep,
  ): Promise<RebuildDocument> {
    const $set = { ...set, problem: null, leaseUntil: leaseFrom(new Date()) };
    const advanced = await this.rebuilds
      .findOneAndUpdate(
        { _id, generation, stage, cursor, leaseHolder: this.me },
        { $set, $inc: { applied, removed } },
        { returnDocument: 'after' },
      )
      .lean<RebuildDocument>();
    if (!advanced) throw new Error(`The rebuild of ${_id} has been taken over by another process`);
    return advanced;
  }

  /** Lets another process, or a later attempt of this one, go on; says what is in the way, if anything is. */
  async release(projection: string, problem: string | null): Promise<void> {
    const free = { problem, leaseHolder: null, leaseUntil: new Date(0) };
    await this.rebuilds.updateOne({ _id: projection, leaseHolder: this.me }, { $set: free });
  }
}

const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE_MS);
