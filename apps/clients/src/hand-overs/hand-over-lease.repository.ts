import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { HandOverCounts, HandOverProgress } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { type Model, type UpdateQuery, trusted } from 'mongoose';
import type { HandOverDocument } from './hand-over.schema.ts';

/** Twice as long as any step of a hand-over may take. */
const LEASE_MS = 20_000;

/** The right to go on with a hand-over, which one worker has at a time. */
export interface Lease {
  readonly handOverId: string;
  readonly holder: string;
}

/** Another worker has taken over, because this one was silent for too long. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** What a step of a hand-over adds to its progress. */
export interface Progress {
  /** What this service has moved by this step. */
  readonly own?: Partial<HandOverCounts>;
  /** What other services have moved in all. */
  readonly totals?: HandOverProgress['moved'];
  /** A whole round has succeeded and another one follows: earlier failures are forgotten. */
  readonly goesOn?: boolean;
}

/** Changes of a hand-over by the worker that is at it. Each proves that the lease is still his, and prolongs it. */
@Injectable()
export class HandOverLeaseRepository {
  constructor(@InjectModel('HandOver') private readonly handOvers: Model<HandOverDocument>) {}

  /** Begins or goes on; null when it is finished or another worker is at it. */
  async take(handOverId: string, now: Date): Promise<{ lease: Lease; handOver: HandOverDocument } | null> {
    const lease = { handOverId, holder: newId() };
    const handOver = await this.handOvers
      .findOneAndUpdate(
        { _id: handOverId, finishedAt: null, $or: [{ leaseUntil: null }, { leaseUntil: trusted({ $lte: now }) }] },
        { $set: { ...held(now), leaseHolder: lease.holder, status: 'running' } },
        { returnDocument: 'after' },
      )
      .lean<HandOverDocument>();
    return handOver && { lease, handOver };
  }

  /** @throws LeaseLost */
  async advance(lease: Lease, { own = {}, totals = {}, goesOn }: Progress, now: Date): Promise<void> {
    await this.change(lease, {
      $set: { ...held(now), ...(goesOn && { failures: 0, error: null }) },
      $inc: movedFields(own),
      // Totals only grow, so an answer that comes late changes nothing.
      $max: movedFields(totals),
    });
  }

  /** @throws LeaseLost */
  async finish(lease: Lease, now: Date): Promise<void> {
    await this.change(lease, { $set: { ...released(now), status: 'done', finishedAt: now, error: null } });
  }

  /** Lets any worker go on later. @throws LeaseLost */
  async pauseAfterFailure(lease: Lease, reason: string, now: Date): Promise<void> {
    await this.change(lease, { $set: { ...released(now), error: reason }, $inc: { failures: 1 } });
  }

  /** Ends it unsuccessfully: the leaver stays `leaving`, and a new hand-over may be started. @throws LeaseLost */
  async fail(lease: Lease, reason: string, now: Date): Promise<void> {
    await this.change(lease, {
      $set: { ...released(now), status: 'failed', finishedAt: now, error: reason, watched: false },
      $inc: { failures: 1 },
    });
  }

  /** Lets another worker go on at once. */
  async release({ handOverId, holder }: Lease, now: Date): Promise<void> {
    await this.handOvers.updateOne({ _id: handOverId, leaseHolder: holder }, { $set: released(now) });
  }

  private async change({ handOverId, holder }: Lease, update: UpdateQuery<HandOverDocument>): Promise<void> {
    const { matchedCount } = await this.handOvers.updateOne({ _id: handOverId, leaseHolder: holder }, update);
    if (matchedCount === 0) throw new LeaseLost(`Another worker goes on with the hand-over ${handOverId}`);
  }
}

const held = (now: Date) => ({ leaseUntil: new Date(now.getTime() + LEASE_MS), advancedAt: now });
const released = (now: Date) => ({ leaseHolder: null, leaseUntil: null, advancedAt: now });

function movedFields(counts: HandOverProgress['moved']): Record<string, number> {
  const fields = Object.entries(counts).map(([kind, count = 0]) => [`moved.${kind}`, count] as const);
  return Object.fromEntries(fields);
}
