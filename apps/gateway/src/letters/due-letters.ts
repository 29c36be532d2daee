import { type Delivery, pauseAfter } from '@crm/mail';
import { toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import type { DueLetter, LetterVersion } from './due-letter.ts';

/** Longer than any attempt to send takes. */
const CLAIM_MS = 120_000;

/** What else a letter of its kind has to be in order to be tried, and what an attempt writes down beside itself. */
interface Attempt {
  readonly when?: Readonly<Record<string, unknown>>;
  readonly push?: Readonly<Record<string, unknown>>;
}

/** Letters of one kind on their way out. */
export class DueLetters<Letter extends DueLetter> {
  constructor(private readonly letters: Model<DueLetter>) {}

  async insert(letter: Letter): Promise<void> {
    await this.letters.insertMany([letter], { lean: true });
  }

  /** Begins an attempt to send this version, which of any number of workers and copies only one does. */
  claim({ letterId, version }: LetterVersion, now: Date, { when, push }: Attempt = {}): Promise<Letter | null> {
    const isDue = { status: 'scheduled', dueAt: trusted({ $lte: now }), ...when } as const;
    const claimed = { dueAt: new Date(now.getTime() + CLAIM_MS) };
    return this.letters
      .findOneAndUpdate(
        { _id: toObjectId(letterId), version, ...isDue },
        { $set: claimed, $inc: { version: 1, attempts: 1 }, ...(push && { $push: push }) },
        { returnDocument: 'after' },
      )
      .lean<Letter>()
      .exec();
  }

  /** Writes down what became of an attempt. @returns the letter when it is to be sent again. */
  async settle(letter: DueLetter, delivery: Delivery, now: Date): Promise<Letter | null> {
    const later = { dueAt: new Date(now.getTime() + pauseAfter(letter.attempts, Math.random())) };
    const change = delivery.kind === 'later' ? later : { status: delivery.kind };
    const failure = delivery.kind === 'sent' ? null : delivery.reason;
    const settled = await this.letters
      .findOneAndUpdate(
        { _id: letter._id, version: letter.version },
        { $set: { ...change, failure }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<Letter>();
    return settled?.status === 'scheduled' ? settled : null;
  }

  /** Letters that should have been sent by the moment, soonest first. */
  overdue(moment: Date, limit: number): Promise<Letter[]> {
    const filter = { status: 'scheduled', dueAt: trusted({ $lt: moment }) } as const;
    return this.letters.find(filter).sort({ dueAt: 1 }).limit(limit).lean<Letter[]>().exec();
  }

  /** When the letter was written that has waited longest; null when all are sent. */
  async oldestDue(): Promise<Date | null> {
    const [oldest] = await this.overdue(new Date(), 1);
    return oldest?.createdAt ?? null;
  }
}
