import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { DomainError } from '@crm/kernel';
import type { RepeatableRequest } from '@crm/observability';
import { LRUCache } from 'lru-cache';
import { mongo, type Model } from 'mongoose';
import { isDuplicateKey } from '../duplicate-key.ts';
import { Transaction } from '../transaction.ts';
import type { CommandDocument } from './command.schema.ts';
import { type Answer, answerOf, giveAgain } from './stored-answer.ts';

const WRITE_CONFLICT = 112;
/** More than a process answers while a caller may still repeat because a connection broke. */
const ANSWERS_REMEMBERED = 10_000;
/** No request has so long: what was begun before has been stored, and told of, or never will be (milliseconds). */
const SETTLED_MS = 60_000;

/** Somebody else has the key: he has finished, or is about to. */
class KeyTaken extends Error {}

/**
 * Keeps the answers to commands in the database that the commands change. A command and its answer are one transaction
 * whose first write takes the key, so that of several at once one goes on and the others learn it before they have done
 * anything; a process that dies leaves nothing behind, for the key is freed together with what it had written.
 */
@Injectable()
export class StoredCommandLog {
  /** Keys of commands that this process has carried out, with all that was to be said before their answer, or refused. */
  private readonly answeredHere = new LRUCache<string, true>({ max: ANSWERS_REMEMBERED });
  private readonly steps: (() => Promise<void>)[] = [];

  constructor(
    @InjectModel('Command') private readonly commands: Model<CommandDocument>,
    private readonly transaction: Transaction,
  ) {}

  /**
   * Answers a repeated command as the first time, or carries it out. A refusal is kept as well, once what the command had
   * written is undone.
   *
   * @throws DomainError `repeat.mismatch` when the key was used for another question, `repeat.in_progress` while the
   *   first is being worked on, `deadline_exceeded` as `Transaction.run`, and whatever the work throws.
   */
  async once<T>(command: RepeatableRequest, work: () => Promise<T>): Promise<T> {
    try {
      const given = await this.transaction.run(async () => {
        await this.take(command);
        const reply = await work();
        await this.keep(command, { reply });
        return reply;
      });
      this.answeredHere.set(command.key, true);
      return given;
    } catch (error) {
      if (error instanceof KeyTaken) return (await this.repeat(command)) as T;
      return this.refuse(command, error);
    }
  }

  /** Whether the command has been answered: then a repetition need not be prepared. */
  async isAnswered({ key }: RepeatableRequest): Promise<boolean> {
    return (await this.commands.exists({ _id: key }).exec()) !== null;
  }

  /**
   * Runs the step before a command of the last minute is answered again that another process has carried out: that one may have
   * died after its commit and before it had told what others have to know by the answer (`Transaction.beforeAnswer`).
   */
  beforeRepeating(step: () => Promise<void>): void {
    this.steps.push(step);
  }

  private async take({ key: _id, fingerprint }: RepeatableRequest): Promise<void> {
    try {
      await this.commands.insertMany([{ _id, fingerprint, at: new Date() }], { lean: true });
    } catch (error) {
      throw isTaken(error) ? new KeyTaken() : error;
    }
  }

  private async keep({ key: _id }: RepeatableRequest, answer: Answer): Promise<void> {
    await this.commands.updateOne({ _id }, { $set: { answer: JSON.stringify(answer) } });
  }

  private async repeat(command: RepeatableRequest): Promise<unknown> {
    const stored = await this.commands.findById(command.key).lean<CommandDocument>().exec();
    if (!stored?.answer) throw new DomainError('repeat.in_progress');
    if (stored.fingerprint !== command.fingerprint) throw new DomainError('repeat.mismatch');
    if (!this.answeredHere.has(command.key) && Date.now() - stored.at.getTime() < SETTLED_MS) {
      for (const step of this.steps) await step();
    }
    command.replayed = true;
    return giveAgain(stored.answer);
  }

  /** Should somebody else have taken the key since it was freed, his answer counts: a repetition will get it. */
  private async refuse(command: RepeatableRequest, error: unknown): Promise<never> {
    const answer = answerOf(error);
    if (!answer) throw error;
    const { key: _id, fingerprint } = command;
    try {
      await this.commands.insertMany([{ _id, fingerprint, at: new Date(), answer: JSON.stringify(answer) }], {
        lean: true,
      });
    } catch (failure) {
      if (isTaken(failure)) throw new DomainError('repeat.in_progress');
      throw failure;
    }
    this.answeredHere.set(_id, true);
    throw error;
  }
}

/** Its place is in the index already, committed or not. */
const isTaken = (error: unknown): boolean =>
  isDuplicateKey(error) || (error instanceof mongo.MongoServerError && error.code === WRITE_CONFLICT);
