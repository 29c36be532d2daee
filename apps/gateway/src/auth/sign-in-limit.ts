import { createHash } from 'node:crypto';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError, within } from '@crm/kernel';
import type { RedisClient } from '@crm/redis';

const WINDOW_SECONDS = 15 * 60;
/** A Redis that is frozen rather than gone keeps silent. */
const ANSWER_MS = 1_000;

export interface SignInLimits {
  /** Failures in a quarter of an hour after which an account has to wait. */
  readonly perAccount: number;
  /** The same for an address, from which many accounts may be tried; all people of one office may share it. */
  readonly perAddress: number;
}

const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/**
 * Slows down the guessing of passwords. An attempt is counted before the password is looked at, so that many at once
 * count as many, and given back when it succeeds. Without Redis nobody signs in: those who are signed in go on working.
 */
export class SignInLimit {
  private readonly accounts: RateLimiterRedis;
  private readonly addresses: RateLimiterRedis;

  constructor(redis: RedisClient, keyPrefix: string, { perAccount, perAddress }: SignInLimits) {
    const common = { storeClient: redis, useRedisPackage: true, duration: WINDOW_SECONDS };
    this.accounts = new RateLimiterRedis({ ...common, keyPrefix: `${keyPrefix}sign-in.account`, points: perAccount });
    this.addresses = new RateLimiterRedis({ ...common, keyPrefix: `${keyPrefix}sign-in.address`, points: perAddress });
  }

  /**
   * Counts an attempt.
   *
   * @throws DomainError `too_many_requests` with the seconds to wait, `service_unavailable` when it cannot be counted.
   */
  async begin(email: string, address: string): Promise<void> {
    await this.countAddress(address);
    await this.countAccount(email);
  }

  /** The part that counts where the attempt comes from, where it is not known yet who is meant. @throws DomainError as `begin` */
  countAddress(address: string): Promise<void> {
    return this.count(this.addresses, address);
  }

  /** The other part. @throws DomainError as `begin` */
  countAccount(email: string): Promise<void> {
    return this.count(this.accounts, keyOf(email));
  }

  /** Takes the attempt back, and forgets the failures before it. */
  async succeeded(email: string, address: string): Promise<void> {
    const forgotten = Promise.all([this.accounts.delete(keyOf(email)), this.addresses.reward(address)]);
    await within(ANSWER_MS, forgotten).catch(unavailable);
  }

  private async count(limiter: RateLimiterRedis, key: string): Promise<void> {
    try {
      await within(ANSWER_MS, limiter.consume(key));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) return unavailable();
      throw new DomainError('too_many_requests', { retryAfter: Math.ceil(refusal.msBeforeNext / 1000) });
    }
  }
}

function unavailable(): never {
  throw new DomainError('service_unavailable', { reason: 'sign-in is not possible for now' });
}
