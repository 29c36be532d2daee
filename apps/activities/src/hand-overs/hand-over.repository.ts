import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import type { HandOverDocument, HandOverEntryDocument, MovedCounts } from './hand-over.schema.ts';

/** Only our own programs hand over, so no scope applies. */
@Injectable()
export class HandOverRepository {
  constructor(
    @InjectModel('HandOver') private readonly handOvers: Model<HandOverDocument>,
    @InjectModel('HandOverEntry') private readonly entries: Model<HandOverEntryDocument>,
  ) {}

  async record(entries: readonly HandOverEntryDocument[]): Promise<void> {
    if (entries.length > 0) await this.entries.insertMany(entries, { lean: true });
  }

  /** Adds to what has been moved; returns what has been moved in all. */
  async count(_id: Types.ObjectId, moved: MovedCounts, now: Date): Promise<MovedCounts> {
    const added = Object.fromEntries(Object.entries(moved).map(([kind, number]) => [`moved.${kind}`, number]));
    const handOver = await this.handOvers
      .findOneAndUpdate(
        { _id },
        { $inc: { ...added, version: 1 }, $set: { updatedAt: now }, $setOnInsert: { createdAt: now } },
        { upsert: true, returnDocument: 'after', setDefaultsOnInsert: false },
      )
      .orFail()
      .lean<HandOverDocument>()
      .exec();
    return handOver.moved;
  }
}
