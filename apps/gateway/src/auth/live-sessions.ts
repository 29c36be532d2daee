import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock, DomainError } from '@crm/kernel';
import { AccountRepository } from './account.repository.ts';
import type { SessionSecondFactor } from './open-session.schema.ts';
import { SessionRepository } from './session.repository.ts';

/** How long a session that has ended can still be read with where its end was not heard of. */
const TTL_MS = 30_000;

interface UsedSession {
  readonly sessionId: string;
  readonly accountId: string;
}

interface Known {
  readonly accountId: string;
  readonly secondFactor: SessionSecondFactor;
}

/**
 * Knows which sessions have not ended, so that an access token ends with its session. The database is the truth: a change
 * asks it each time, a reading request at most every half minute.
 */
@Injectable()
export class LiveSessions {
  private readonly seen = new LRUCache<string, Known>({ max: 10_000, ttl: TTL_MS });

  constructor(
    private readonly sessions: SessionRepository,
    private readonly accounts: AccountRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @param options.fresh whether what was known a moment ago is not good enough: for changes.
   * @returns by what second factor it was opened.
   * @throws DomainError `unauthenticated` when the session has ended, or its account may not be used any more.
   */
  async require(
    { sessionId, accountId }: UsedSession,
    { fresh }: { readonly fresh: boolean },
  ): Promise<SessionSecondFactor> {
    const known = fresh ? undefined : this.seen.get(sessionId);
    if (known) return known.secondFactor;
    const [session, active] = await Promise.all([
      this.sessions.findLive(sessionId, accountId, this.clock.now()),
      this.accounts.isActive(accountId),
    ]);
    if (!session || !active) {
      this.seen.delete(sessionId);
      throw new DomainError('unauthenticated');
    }
    const { secondFactor = 'none' } = session;
    this.seen.set(sessionId, { accountId, secondFactor });
    return secondFactor;
  }

  /** Makes the next request of each session of the account ask the database. */
  forget(accountId: string): void {
    for (const [sessionId, known] of this.seen.entries())
      if (known.accountId === accountId) this.seen.delete(sessionId);
  }
}
