import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock, DomainError } from '@crm/kernel';
import { AccountRepository } from './account.repository.ts';
import { SessionRepository } from './session.repository.ts';

/** How long a session that has ended can still be read with where its end was not heard of. */
const TTL_MS = 30_000;

interface UsedSession {
  readonly sessionId: string;
  readonly accountId: string;
}

/**
 * Knows which sessions have not ended, so that an access token ends with its session. The database is the truth: a change
 * asks it each time, a reading request at most every half minute.
 */
@Injectable()
export class LiveSessions {
  private readonly seen = new LRUCache<string, string>({ max: 10_000, ttl: TTL_MS });

  constructor(
    private readonly sessions: SessionRepository,
    private readonly accounts: AccountRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @param options.fresh whether what was known a moment ago is not good enough: for changes.
   * @throws DomainError `unauthenticated` when the session has ended, or its account may not be used any more.
   */
  async require({ sessionId, accountId }: UsedSession, { fresh }: { readonly fresh: boolean }): Promise<void> {
    if (!fresh && this.seen.has(sessionId)) return;
    const [lives, active] = await Promise.all([
      this.sessions.lives(sessionId, accountId, this.clock.now()),
      this.accounts.isActive(accountId),
    ]);
    if (!lives || !active) {
      this.seen.delete(sessionId);
      throw new DomainError('unauthenticated');
    }
    this.seen.set(sessionId, accountId);
  }

  /** Makes the next request of each session of the account ask the database. */
  forget(accountId: string): void {
    for (const [sessionId, owner] of this.seen.entries()) if (owner === accountId) this.seen.delete(sessionId);
  }
}
