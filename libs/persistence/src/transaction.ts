import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { DomainError, isDomainError } from '@crm/kernel';
import { crashPoint, currentRequest, runInTransaction } from '@crm/observability';
import type { ClientSession, Connection, mongo } from 'mongoose';
import './mongoose-settings.ts';
import { writeAudit } from './audited/audit-trails.ts';
import { repeatCommitOnDrop } from './dropped-links.ts';
import { inTime } from './time-limit.ts';
import { attemptsOn, TransactionAttempt } from './transaction-attempt.ts';
import type { RecordChanges } from './audited/record-changes.ts';
import type { RecordVersion } from './untold-versions.ts';

const LIMIT_WITHOUT_DEADLINE_MS = 5000;

const options: mongo.TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', journal: true },
  readPreference: 'primary',
};

/** All or nothing for several writes. */
@Injectable()
export class Transaction {
  private readonly attempt: ReturnType<typeof attemptsOn>;

  constructor(@InjectConnection() private readonly connection: Connection) {
    this.attempt = attemptsOn(connection);
  }

  /** Whether the calling code runs inside `run`. */
  get active(): boolean {
    return this.attempt.getStore() !== undefined;
  }

  /**
   * Stores everything that the work writes through models, or nothing of it. Inside of another `run` the work becomes a
   * part of that one: when it fails, the whole fails, also where its error is caught.
   *
   * MongoDB may ask for the work to be run again, even after it has ended well. So it reads what it changes inside,
   * takes no loaded document from outside (its changes would be lost without an error on the second run), has no effect
   * besides the database, and awaits one operation after the other: a session does not allow parallel ones. What has
   * to happen outside of the database waits in `afterCommit`.
   *
   * @throws DomainError `deadline_exceeded` when the commit is not confirmed by the deadline of the request, or within
   * 5 s outside of one. As with any broken connection, it may have been stored nevertheless. Error when a record was
   * changed that others must be told of, and no event tells them, or one whose changes are audited, and nobody writes it.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const outer = this.attempt.getStore();
    if (outer) return outer.include(work);
    const attempts = new BoundedAttempts(currentRequest()?.deadline ?? Date.now() + LIMIT_WITHOUT_DEADLINE_MS);
    const audit = (changes: RecordChanges): Promise<void> => writeAudit(this.connection, changes);
    let last: TransactionAttempt | undefined;
    const stored = this.connection.transaction((session) => {
      const attempt = (last = new TransactionAttempt());
      return attempts.next(session, () => this.attempt.run(attempt, () => attempt.complete(work, audit)));
    }, attempts.limit(options));
    const result = await attempts.settleInTime(stored);
    crashPoint('transaction.committed');
    await last?.committed();
    return result;
  }

  /** Runs the step after the work and before the commit, within the transaction. @throws Error outside of `run`. */
  beforeCommit(step: () => Promise<void>): void {
    this.current('beforeCommit').beforeCommit(step);
  }

  /**
   * Runs the effect once the transaction is stored, and never when it is not. A process that dies in between has not run
   * it, so it may only hurry what somebody would see to anyway. @throws Error outside of `run`.
   */
  afterCommit(effect: () => void): void {
    this.current('afterCommit').afterCommit(effect);
  }

  /**
   * As `afterCommit`, for what others have to know before it is said that the change was made: `run` ends when the step has. It
   * is not to fail: the change is stored, whatever becomes of the step. @throws Error outside of `run`.
   */
  beforeAnswer(step: () => Promise<void>): void {
    this.current('beforeAnswer').beforeAnswer(step);
  }

  /** A value that lives as long as this run of the work, made when it is first asked for. @throws Error outside of `run`. */
  keep<T extends object>(key: symbol, make: () => T): T {
    return this.current('keep').keep(key, make);
  }

  /** Notes that an event tells of this version of a record. @throws Error outside of `run`. */
  told(record: RecordVersion): void {
    this.current('told').versions.noteTold(record);
  }

  private current(what: string): TransactionAttempt {
    const attempt = this.attempt.getStore();
    if (!attempt) throw new Error(`${what} needs a transaction: call it inside of Transaction.run`);
    return attempt;
  }
}

/** Keeps the driver, which would go on retrying for two minutes, from committing what nobody waits for any more. */
class BoundedAttempts {
  private session: ClientSession | undefined;

  constructor(private readonly deadline: number) {}

  /** The options, read anew for each attempt: the server gives a commit up when its time is over. */
  limit(given: mongo.TransactionOptions): mongo.TransactionOptions {
    const deadline = this.deadline;
    return {
      ...given,
      get maxCommitTimeMS() {
        return Math.max(1, Math.ceil(deadline - Date.now()));
      },
    };
  }

  async next<T>(session: ClientSession, work: () => Promise<T>): Promise<T> {
    if (!this.session) repeatCommitOnDrop(session);
    this.session = session;
    this.assertInTime();
    const result = await runInTransaction({ deadline: this.deadline }, work);
    this.assertInTime();
    return result;
  }

  /** At the deadline the session ends, and with it what has not been committed. */
  async settleInTime<T>(stored: Promise<T>): Promise<T> {
    try {
      return await inTime(stored, Math.max(0, this.deadline - Date.now()));
    } catch (error) {
      if (isDomainError(error) && error.code === 'deadline_exceeded') this.session?.endSession().catch(() => {});
      throw error;
    }
  }

  private assertInTime(): void {
    if (Date.now() >= this.deadline) throw new DomainError('deadline_exceeded');
  }
}
