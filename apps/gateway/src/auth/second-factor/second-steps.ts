import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Id } from '@crm/contracts';
import { DomainError, within } from '@crm/kernel';
import type { RedisClient } from '@crm/redis';
import type { AccountDocument } from '../account.schema.ts';

/** Seconds between the password and the code. */
const SECOND_STEP_SECONDS = 300;
/** A Redis that is frozen rather than gone keeps silent. */
const ANSWER_MS = 1_000;

/** By what somebody was let in so far. */
const First = z.enum(['password', 'provider']);
type First = z.output<typeof First>;

const Half = z.object({ accountId: Id, passwordPrint: z.string(), first: First.default('password') });

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/**
 * Remembers for five minutes who has shown his password, or come by the identity provider, and still owes a code. In Redis, without which nobody signs in
 * anyway; only the hash of the token is there. It ends when the password changes.
 */
export class SecondSteps {
  constructor(
    private readonly redis: RedisClient,
    private readonly keyPrefix: string,
  ) {}

  /**
   * @returns the refusal `second_factor.required` with the token to be shown together with the code.
   * @throws DomainError `service_unavailable`
   */
  async owed({ _id, passwordHash }: Pick<AccountDocument, '_id' | 'passwordHash'>, first: First): Promise<DomainError> {
    const token = randomBytes(32).toString('base64url');
    const half = { accountId: _id.toHexString(), passwordPrint: digest(passwordHash ?? ''), first };
    await this.ask(this.redis.set(this.keyOf(token), JSON.stringify(half), { EX: SECOND_STEP_SECONDS }));
    return new DomainError('second_factor.required', { token, expiresIn: SECOND_STEP_SECONDS });
  }

  /** @returns the account that the token was given to. @throws DomainError `second_factor.step_over`, `service_unavailable` */
  async find(token: string): Promise<z.output<typeof Half>> {
    const found = await this.ask(this.redis.get(this.keyOf(token)));
    if (found === null) throw new DomainError('second_factor.step_over');
    return Half.parse(JSON.parse(found));
  }

  /** The token is worth nothing from now on. */
  async end(token: string): Promise<void> {
    await this.ask(this.redis.del(this.keyOf(token)));
  }

  private keyOf(token: string): string {
    return `${this.keyPrefix}second-step.${digest(token)}`;
  }

  private ask<T>(answer: Promise<T>): Promise<T> {
    return within(ANSWER_MS, answer).catch(() => {
      throw new DomainError('service_unavailable', { reason: 'sign-in is not possible for now' });
    });
  }
}

/** Whether the password is still the one that was shown. */
export const isSamePassword = (passwordHash: string | null, passwordPrint: string): boolean =>
  digest(passwordHash ?? '') === passwordPrint;
