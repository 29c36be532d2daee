import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { HandOverEntry, HandOverTally } from './hand-over.schema.ts';

/** What hand-overs have moved. Only our own programs ask, so there is no scope. */
@Injectable()
export class HandOverRepository {
  constructor(
    @InjectModel('HandOverEntry') private readonly entries: Model<HandOverEntry>,
    @InjectModel('HandOverTally') private readonly tallies: Model<HandOverTally>,
  ) {}

  async moved(handOverId: string): Promise<number> {
    const tally = await this.tallies.findById(handOverId).lean<HandOverTally>();
    return tally?.openDeals ?? 0;
  }

  /** Writes down what was moved, in the transaction that moves it. @returns how many the hand-over has moved so far. */
  async record(handOverId: string, entries: readonly HandOverEntry[]): Promise<number> {
    await this.entries.insertMany(entries, { lean: true });
    const tally = await this.tallies
      .findByIdAndUpdate(handOverId, { $inc: { openDeals: entries.length } }, { upsert: true, returnDocument: 'after' })
      .lean<HandOverTally>();
    return tally.openDeals;
  }
}
