import { Injectable } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import { SecurityJournal, type SignInBy } from '../audit/security-journal.ts';
import { ACCESS_TOKEN_SECONDS, AccessTokens } from './access-token.ts';
import type { AccountDocument } from './account.schema.ts';
import { meOf } from './caller.ts';
import { CallerDirectory } from './caller-directory.ts';
import type { OpenedSession } from './refresh-cookie.ts';
import { endOfFamily, isLostReply } from './refresh-token.ts';
import type { RefreshTokenDocument } from './session.schema.ts';
import type { SessionSecondFactor } from './open-session.schema.ts';
import { type Device, SessionRepository } from './session.repository.ts';

export interface Visitor {
  readonly address: string;
  readonly userAgent: string | undefined;
}

/** How somebody has shown who he is. */
export interface Proof {
  readonly means: SignInBy;
  /** What he has shown besides a password. */
  readonly secondFactor: SessionSecondFactor;
}

export const deviceOf = ({ userAgent, address }: Visitor): Device => ({
  userAgent: (userAgent ?? '').slice(0, 300),
  address,
});

/** What became of a refresh token that was shown. */
type Exchange =
  | { readonly kind: 'renewed'; readonly refreshToken: string; readonly expiresAt: Date }
  | { readonly kind: 'refused' }
  | { readonly kind: 'reused' };

/** Opens a session for somebody of whom it has been made sure who he is, whatever way he came in, and keeps it open. */
@Injectable()
export class SessionOpening {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly callers: CallerDirectory,
    private readonly accessTokens: AccessTokens,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly journal: SecurityJournal,
  ) {}

  /** @throws DomainError `unauthenticated` when the account is disabled or its employee works here no more. */
  async open({ _id }: Pick<AccountDocument, '_id'>, visitor: Visitor, proof: Proof): Promise<OpenedSession> {
    const now = this.clock.now();
    const accountId = _id.toHexString();
    this.callers.forget(accountId);
    const { actor } = await this.callers.get(accountId);
    const opened = await this.transaction.run(async () => {
      await this.journal.signedIn(actor, visitor, proof.means);
      const { secondFactor } = proof;
      return this.sessions.open({ ...deviceOf(visitor), accountId: _id, secondFactor }, now);
    });
    const session = await this.describe(accountId, opened.familyId.toHexString());
    return { session, refreshToken: opened.token, expiresAt: endOfFamily(now) };
  }

  /** @throws DomainError `unauthenticated` */
  async describe(accountId: string, sessionId: string): Promise<OpenedSession['session']> {
    const caller = await this.callers.get(accountId);
    const accessToken = await this.accessTokens.sign({ accountId, sessionId });
    return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS, me: meOf(caller) };
  }

  /** Spends a refresh token for the next one of its session. */
  renew(token: string, visitor: Visitor): Promise<Exchange> {
    const now = this.clock.now();
    return this.transaction.run(() => this.exchange(token, deviceOf(visitor), now));
  }

  /** The token is spent and its successor stored together: whoever ends the session meanwhile ends both. */
  private async exchange(token: string, device: Device, now: Date): Promise<Exchange> {
    const used = await this.sessions.rotate(token, device, now);
    if (!used) return { kind: 'refused' };
    if (isReused(used, device, now)) return { kind: 'reused' };
    const refreshToken = await this.sessions.renew(used, device, now);
    return refreshToken === undefined
      ? { kind: 'refused' }
      : { kind: 'renewed', refreshToken, expiresAt: used.familyEndsAt };
  }
}

/** The reply was lost to whoever exchanged the token, which need not be the program that it was issued to. */
const isReused = ({ rotatedAt, rotatedBy }: RefreshTokenDocument, { userAgent }: Device, now: Date): boolean =>
  rotatedAt !== null && !isLostReply({ rotatedAt, userAgent: rotatedBy ?? '' }, userAgent, now);
