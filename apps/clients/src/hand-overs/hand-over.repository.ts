import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { DomainError } from '@crm/kernel';
import { isDuplicateKey } from '@crm/persistence';
import type { Model, UpdateQuery } from 'mongoose';
import type { HandOverDocument, HandOverEntry, HandOverPlace } from './hand-over.schema.ts';

@Injectable()
export class HandOverRepository {
  constructor(
    @InjectModel('HandOver') private readonly handOvers: Model<HandOverDocument>,
    @InjectModel('HandOverEntry') private readonly entries: Model<HandOverEntry>,
    @InjectModel('HandOverPlace') private readonly places: Model<HandOverPlace>,
  ) {}

  /** @throws DomainError `job.not_found` */
  async get(handOverId: string): Promise<HandOverDocument> {
    const handOver = await this.handOvers.findById(handOverId).lean<HandOverDocument>();
    if (!handOver) throw new DomainError('job.not_found', { handOverId });
    return handOver;
  }

  /** @throws DomainError `hand_over.running` when one of this employee is not finished. */
  async insert(handOver: HandOverDocument): Promise<void> {
    try {
      await this.handOvers.insertMany([handOver], { lean: true });
    } catch (error) {
      throw isDuplicateKey(error)
        ? new DomainError('hand_over.running', { employeeId: String(handOver.employeeId) })
        : error;
    }
  }

  /** Whether somebody's work is on its way to this employee. */
  async isReceiving(employeeId: string): Promise<boolean> {
    return (await this.handOvers.exists({ successorId: employeeId, finishedAt: null })) !== null;
  }

  /** Those that the sweeper looks after: unfinished ones, and finished ones that may get a straggler. */
  async watched(): Promise<HandOverDocument[]> {
    return this.handOvers.find({ watched: true }).lean<HandOverDocument[]>();
  }

  /** Since when nothing has happened to the unfinished one that has stood still for longest; null when all are finished. */
  async stillSince(): Promise<Date | null> {
    const filter = { finishedAt: null };
    const stillest = await this.handOvers.findOne(filter).sort({ advancedAt: 1 }).lean<HandOverDocument>();
    return stillest?.advancedAt ?? null;
  }

  /** Replaces the order of a job whose worker or whose Redis is gone; false when another process was faster. */
  async renewOrder({ _id, order }: HandOverDocument, now: Date): Promise<boolean> {
    const $set = { advancedAt: now, leaseHolder: null, leaseUntil: null };
    return this.changeOne({ _id, order, finishedAt: null }, { $inc: { order: 1 }, $set });
  }

  /** Nothing has come after the end: it is left alone from now on. */
  async settle({ _id }: HandOverDocument): Promise<void> {
    await this.changeOne({ _id }, { $set: { watched: false } });
  }

  /** Something came to the leaver after all; false when a newer hand-over of him takes care of it. */
  async reopen({ _id, order }: HandOverDocument, now: Date): Promise<boolean> {
    const $set = { status: 'running' as const, finishedAt: null, advancedAt: now };
    try {
      return await this.changeOne({ _id, order, status: 'done' }, { $inc: { order: 1 }, $set });
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Writes down which records were moved, in the transaction that moves them. */
  async record(entries: readonly HandOverEntry[]): Promise<void> {
    await this.entries.insertMany(entries, { lean: true });
  }

  /** Writes down whose team places and grants were moved, in the transaction that moves them. */
  async recordPlaces(places: readonly HandOverPlace[]): Promise<void> {
    await this.places.insertMany(places, { lean: true });
  }

  private async changeOne(filter: Partial<HandOverDocument>, update: UpdateQuery<HandOverDocument>): Promise<boolean> {
    const { matchedCount } = await this.handOvers.updateOne(filter, update);
    return matchedCount > 0;
  }
}
