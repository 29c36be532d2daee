import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { ApiKeyGrant } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { AccountRepository } from '../account.repository.ts';
import { hashOfApiKey } from './api-key.ts';
import { ApiKeyRepository } from './api-key.repository.ts';
import type { ApiKeyDocument } from './api-key.schema.ts';

/** How long a key that was revoked can still be read with where that was not heard of; as sessions. */
const TTL_MS = 30_000;
/** The last use is written down so often at most. */
const USE_NOTED_EVERY_MS = 60_000;

interface Known {
  readonly key: ApiKeyDocument;
  notedAt: number;
}

/**
 * Knows which keys are good. The database is the truth: a change asks it each time, a reading request at most every half
 * minute.
 */
@Injectable()
export class LiveKeys {
  private readonly log = new Logger(LiveKeys.name);
  private readonly seen = new LRUCache<string, Known>({ max: 10_000, ttl: TTL_MS });

  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly accounts: AccountRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @param options.fresh whether what was known a moment ago is not good enough: for changes.
   * @param options.address where the program asks from.
   * @throws DomainError `unauthenticated` for a key that is unknown, revoked or expired, or whose owner may not act.
   */
  async require(key: string, options: { readonly fresh: boolean; readonly address: string }): Promise<ApiKeyDocument> {
    const keyHash = hashOfApiKey(key);
    const remembered = options.fresh ? undefined : this.seen.get(keyHash);
    const known = remembered ?? (await this.look(keyHash));
    if (known.key.expiresAt <= this.clock.now()) throw new DomainError('unauthenticated');
    this.noteUse(known, options.address);
    return known.key;
  }

  /**
   * What a key leaves its program, asked of the database each time: for work that goes on after its request.
   *
   * @throws DomainError `unauthenticated` for a key that was revoked or has expired.
   */
  async grantsOf(keyId: string): Promise<readonly ApiKeyGrant[]> {
    const key = await this.keys.findById(keyId, this.clock.now());
    if (!key) throw new DomainError('unauthenticated');
    return key.grants;
  }

  /** Makes the next request of each key of the account ask the database. */
  forget(accountId: string): void {
    for (const [hash, { key }] of this.seen.entries())
      if (key.accountId.toHexString() === accountId) this.seen.delete(hash);
  }

  private async look(keyHash: string): Promise<Known> {
    const key = await this.keys.findByHash(keyHash, this.clock.now());
    if (!key || !(await this.accounts.isActive(key.accountId.toHexString()))) {
      this.seen.delete(keyHash);
      throw new DomainError('unauthenticated');
    }
    const notedAt = Math.max(this.seen.peek(keyHash)?.notedAt ?? 0, key.lastUsedAt?.getTime() ?? 0);
    const known = { key, notedAt };
    this.seen.set(keyHash, known);
    return known;
  }

  /** Nobody waits for it, and without it nothing is lost but the note. */
  private noteUse(known: Known, address: string): void {
    const now = this.clock.now();
    if (now.getTime() - known.notedAt < USE_NOTED_EVERY_MS) return;
    known.notedAt = now.getTime();
    this.keys
      .noteUse(known.key, address, now)
      .catch((error: unknown) => this.log.warn(error, 'The use of a key cannot be noted for now'));
  }
}
