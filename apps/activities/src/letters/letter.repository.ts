import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Delivery, pauseAfter } from '@crm/mail';
import { type Model, trusted } from 'mongoose';
import type { LetterDocument } from './letter.schema.ts';

/** Longer than any attempt takes. It doubles with each, up to an hour: a letter may be what kills the process. */
const CLAIM_MS = 120_000;
const LONGEST_CLAIM_MS = 3_600_000;

/** The state of a letter that a job was ordered for. */
export interface LetterVersion {
  readonly letterId: string;
  readonly version: number;
}

type Place = Pick<LetterDocument, 'dueAt' | '_id'>;

@Injectable()
export class LetterRepository {
  constructor(@InjectModel('Letter') private readonly letters: Model<LetterDocument>) {}

  async insert(letter: LetterDocument): Promise<void> {
    await this.letters.insertMany([letter], { lean: true });
  }

  /**
   * Begins an attempt. Of any number of workers and copies only one finds this version still due; the letter is due again
   * if nobody hears of the attempt any more. Moments are those of the database: clocks of machines differ.
   */
  claim({ letterId, version }: LetterVersion): Promise<LetterDocument | null> {
    const isDue = { $expr: trusted({ $lte: ['$dueAt', '$$NOW'] }) };
    const growing = { $multiply: [CLAIM_MS, { $pow: [2, '$attempts'] }] };
    const dueAt = { $add: ['$$NOW', { $min: [LONGEST_CLAIM_MS, growing] }] };
    const claimed = { version: { $add: ['$version', 1] }, attempts: { $add: ['$attempts', 1] }, dueAt };
    return this.letters
      .findOneAndUpdate({ _id: letterId, version, status: 'scheduled', ...isDue }, [{ $set: claimed }], {
        returnDocument: 'after',
        updatePipeline: true,
      })
      .lean<LetterDocument>()
      .exec();
  }

  /** In how many milliseconds this version is due by the clock of the database; null when it is over. */
  async dueInMs({ letterId, version }: LetterVersion): Promise<number | null> {
    const [found] = await this.letters
      .aggregate<{ inMs: number }>([
        { $match: { _id: letterId, version, status: 'scheduled' } },
        { $project: { inMs: { $subtract: ['$dueAt', '$$NOW'] } } },
      ])
      .exec();
    return found?.inMs ?? null;
  }

  /** Writes down what became of an attempt. @returns the letter as it is now; null when another attempt was begun since. */
  settle(
    { _id, version, attempts }: LetterDocument,
    delivery: Delivery,
    chance: number,
  ): Promise<LetterDocument | null> {
    const next =
      delivery.kind === 'later'
        ? { failure: delivery.reason, dueAt: { $add: ['$$NOW', pauseAfter(attempts, chance)] } }
        : { ...ending(delivery), status: delivery.kind, finishedAt: '$$NOW' };
    const change = { $set: { ...next, version: { $add: ['$version', 1] } } };
    return this.letters
      .findOneAndUpdate({ _id, version, status: 'scheduled' }, [change], {
        returnDocument: 'after',
        updatePipeline: true,
      })
      .lean<LetterDocument>()
      .exec();
  }

  /** Letters that are due before the moment, soonest first; `after` continues a batch. */
  dueBefore(moment: Date, after: Place | undefined, limit: number): Promise<LetterDocument[]> {
    const filter = { status: 'scheduled', dueAt: trusted({ $lt: moment }) } as const;
    const behind = after && {
      $or: [{ dueAt: trusted({ $gt: after.dueAt }) }, { dueAt: after.dueAt, _id: trusted({ $gt: after._id }) }],
    };
    return this.letters
      .find(behind ? { $and: [filter, behind] } : filter)
      .sort({ dueAt: 1, _id: 1 })
      .limit(limit)
      .lean<LetterDocument[]>()
      .exec();
  }

  /** When the letter was written that has waited longest; null when all are sent. */
  async oldestUnsent(): Promise<Date | null> {
    const filter = { status: 'scheduled' } as const;
    const oldest = await this.letters.findOne(filter).sort({ createdAt: 1 }).lean<LetterDocument>().exec();
    return oldest?.createdAt ?? null;
  }
}

/** As literals: what a server or a person has written must not be read as an expression of the database. */
const ending = (delivery: Exclude<Delivery, { kind: 'later' }>) =>
  delivery.kind === 'sent'
    ? { to: { $literal: delivery.to }, failure: null }
    : { failure: { $literal: delivery.reason } };
