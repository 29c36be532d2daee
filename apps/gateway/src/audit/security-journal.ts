import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { AuditJournal, type Happening } from '@crm/audit';
import type { Actor, AuditAction } from '@crm/contracts';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Enough to see what somebody has tried; a program that is refused all day long does not fill the database. */
const REFUSALS = { points: 30, duration: 600 };
/** So many refusals may wait to be written down; of more at once the rest is left out. */
const MAY_WAIT = 1_000;

export interface SignInOf {
  readonly accountId: string;
  readonly employeeId: string;
  readonly role: Actor['role'];
}

/** By what somebody was let in: his password or the word of the identity provider, and a code besides. */
export type SignInBy = 'password' | 'password-and-code' | 'provider' | 'provider-and-code';

/** Where a request came from, as the audit says it. */
export interface CameFrom {
  readonly address: string;
}

export interface RefusedRequest extends CameFrom {
  readonly actor: SignInOf;
  readonly requestId: string;
  /** Method and route, `GET /api/v1/clients/:id`. */
  readonly request: string;
  /** The record that was asked for, where the route names one. */
  readonly record: string | undefined;
  readonly code: string;
}

/** What an entry says besides its action. */
export const fact = (field: string, after: NonNullable<Happening['open']>[number]['after']) => ({
  field,
  before: null,
  after,
});

/** What happens to an account without changing its record. */
export type AccountHappening = Extract<
  AuditAction,
  | 'signed-out'
  | 'sessions-ended'
  | 'second-factor-added'
  | 'second-factor-removed'
  | 'second-factor-reset'
  | 'recovery-codes-made'
  | 'api-key-made'
  | 'api-key-revoked'
  | 'export-begun'
  | 'exported'
>;

/** Who came in, who tried to, what was refused and what became of accounts, in the audit of the gateway. */
@Injectable()
export class SecurityJournal {
  private readonly log = new Logger(SecurityJournal.name);
  private readonly refusals = new RateLimiterMemory(REFUSALS);
  /** Refusals of one caller would get in each other's way: they are written down one after the other. */
  private last: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly journal: AuditJournal) {}

  /** As a part of the transaction that opens the session: nobody comes in unseen. */
  signedIn({ accountId, employeeId, role }: SignInOf, { address }: CameFrom, means: SignInBy): Promise<void> {
    const by = { accountId, employeeId, role, address };
    return this.journal.add({
      kind: 'account',
      recordId: accountId,
      action: 'signed-in',
      open: [fact('means', means)],
      by,
    });
  }

  /** As a part of the transaction that does it. Of secrets nothing may be told, not even their hashes. */
  happened(
    action: AccountHappening,
    accountId: string,
    told: Pick<Happening, 'open' | 'personal'> = {},
  ): Promise<void> {
    return this.journal.add({ kind: 'account', recordId: accountId, action, ...told });
  }

  /**
   * A sign-in that failed. What was typed as the address is kept as a digest alone: it may be a password in the wrong field.
   * How often that can happen is limited where sign-ins are counted.
   */
  async signInFailed(typed: string, accountId: string | undefined, { address }: CameFrom): Promise<void> {
    const about =
      accountId === undefined
        ? ({ kind: 'stranger', recordId: digestId(typed.toLowerCase()) } as const)
        : ({ kind: 'account', recordId: accountId } as const);
    await this.addIfPossible({ ...about, action: 'sign-in-failed', by: { address } });
  }

  /** A request that was refused to somebody who is signed in: so many for each account in ten minutes, the rest is left out. */
  async refused({ actor, requestId, address, request, record, code }: RefusedRequest): Promise<void> {
    const { accountId, employeeId, role } = actor;
    const mayAdd = await this.refusals.consume(accountId).then(
      () => true,
      () => false,
    );
    if (!mayAdd || this.waiting >= MAY_WAIT) return;
    const open = [
      fact('request', request),
      ...(record === undefined ? [] : [fact('record', record)]),
      fact('code', code),
    ];
    const by = { accountId, employeeId, role, requestId, address };
    this.waiting += 1;
    this.last = this.last
      .then(() => this.addIfPossible({ kind: 'account', recordId: accountId, action: 'refused', open, by }))
      .finally(() => (this.waiting -= 1));
    await this.last;
  }

  /** The answer is no either way: that it cannot be written down is no reason to answer something else. */
  private async addIfPossible(happening: Happening): Promise<void> {
    try {
      await this.journal.add(happening);
    } catch (error) {
      this.log.warn({ err: error, action: happening.action }, 'The audit lacks a refusal');
    }
  }
}

/** The id under which failed sign-ins by the same unknown address stand together. */
const digestId = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);
