import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { DomainError } from '@crm/kernel';
import { currentRequest } from '@crm/observability';
import type { ClientSession, Connection, mongo } from 'mongoose';
import './mongoose-settings.ts';

const LIMIT_WITHOUT_DEADLINE_MS = 5000;

const options: mongo.TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', journal: true },
  readPreference: 'primary',
};

/** All or nothing for several writes. */
@Injectable()
export class Transaction {
  private readonly running = new AsyncLocalStorage<true>();

  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Whether the calling code runs inside `run`. */
  get active(): boolean {
    return this.running.getStore() === true;
  }

  /**
   * Stores everything that the work writes through models, or nothing of it.
   *
   * MongoDB may ask for the work to be run again, even after it has ended well. So it reads what it changes inside,
   * takes no loaded document from outside (its changes would be lost without an error on the second run), has no effect
   * besides the database, and awaits one operation after the other: a session does not allow parallel ones.
   *
   * @throws DomainError `deadline_exceeded` when the commit is not confirmed by the deadline of the request, or within
   * 5 s outside of one. As with any broken connection, it may have been stored nevertheless.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.active) throw new Error('A transaction inside another one would survive its abort; use the outer one');
    const attempts = new BoundedAttempts(currentRequest()?.deadline ?? Date.now() + LIMIT_WITHOUT_DEADLINE_MS);
    const stored = this.connection.transaction(
      (session) => attempts.next(session, () => this.running.run(true, work)),
      options,
    );
    return attempts.settleInTime(stored);
  }
}

/** Keeps the driver, which would go on retrying for two minutes, from committing what nobody waits for any more. */
class BoundedAttempts {
  private session: ClientSession | undefined;

  constructor(private readonly deadline: number) {}

  async next<T>(session: ClientSession, work: () => Promise<T>): Promise<T> {
    this.session = session;
    this.assertInTime();
    const result = await work();
    this.assertInTime();
    return result;
  }

  async settleInTime<T>(stored: Promise<T>): Promise<T> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => {
        late.reject(new DomainError('deadline_exceeded'));
        this.session?.endSession().catch(() => {});
      },
      Math.max(0, this.deadline - Date.now()),
    );
    try {
      return await Promise.race([stored, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  private assertInTime(): void {
    if (Date.now() >= this.deadline) throw new DomainError('deadline_exceeded');
  }
}
