import { Injectable } from '@nestjs/common';
import type { ApiKey, ApiKeyFilter, ApiKeyPage, CreatedApiKey, NewApiKey } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { newId, toObjectId, Transaction } from '@crm/persistence';
import { fact, SecurityJournal } from '../../audit/security-journal.ts';
import { AccessChanges } from '../access-changes.ts';
import { AccessNotices } from '../notices/access-notices.service.ts';
import { beginningOf, hashOfApiKey, mayExpireAt, newApiKey } from './api-key.ts';
import { ApiKeyRepository } from './api-key.repository.ts';
import type { ApiKeyDocument } from './api-key.schema.ts';

/** Each counts its requests for itself, so that many keys would be many shares. */
const MOST_KEYS = 10;

/** Keys by which programs act for the owner of an account. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly transaction: Transaction,
    private readonly changes: AccessChanges,
    private readonly journal: SecurityJournal,
    private readonly notices: AccessNotices,
    private readonly clock: Clock,
  ) {}

  async list(accountId: string, filter: ApiKeyFilter): Promise<ApiKeyPage> {
    const page = await this.keys.page(accountId, filter, this.clock.now());
    return { ...page, data: page.data.map(toApiKey) };
  }

  /** @returns the key, which nobody can read again. @throws DomainError `api_key.expiry`, `api_key.too_many` */
  async create(accountId: string, { name, grants, expiresAt: until }: NewApiKey): Promise<CreatedApiKey> {
    const now = this.clock.now();
    const expiresAt = new Date(until);
    if (!mayExpireAt(expiresAt, now)) throw new DomainError('api_key.expiry', { field: 'expiresAt' });
    const key = newApiKey();
    const document: ApiKeyDocument = {
      _id: toObjectId(newId()),
      accountId: toObjectId(accountId),
      ...{ name, grants, keyHash: hashOfApiKey(key), beginning: beginningOf(key) },
      ...{ version: 1, createdAt: now, updatedAt: now, expiresAt, lastUsedAt: null, lastUsedFrom: null },
    };
    await this.transaction.run(async () => {
      if ((await this.keys.count(accountId, now)) >= MOST_KEYS) throw new DomainError('api_key.too_many');
      await this.keys.add(document);
      await this.journal.happened('api-key-made', accountId, toldOf(document));
    });
    return { key, apiKey: toApiKey(document) };
  }

  /** Its owner is told, unless he does it himself. @throws DomainError `api_key.not_found` when the account has no such key. */
  async revoke(accountId: string, keyId: string): Promise<void> {
    await this.transaction.run(async () => {
      const revoked = await this.keys.remove(accountId, keyId);
      if (!revoked) throw new DomainError('api_key.not_found', { keyId });
      await this.journal.happened('api-key-revoked', accountId, { open: [fact('key', keyId)] });
      await this.notices.write(accountId, { kind: 'api-key', ended: [{ name: revoked.name, address: null }] });
      this.transaction.afterCommit(() => this.changes.announce(accountId));
    });
  }
}

/** Its beginning is left out: it is a part of the key. */
const toldOf = ({ _id, name, grants, expiresAt }: ApiKeyDocument) => ({
  open: [fact('key', _id.toHexString()), fact('grants', [...grants]), fact('expiresAt', expiresAt.toISOString())],
  personal: [fact('name', name)],
});

const toApiKey = ({ _id, name, beginning, grants, ...moments }: ApiKeyDocument): ApiKey => ({
  id: _id.toHexString(),
  ...{ name, beginning, grants: [...grants] },
  createdAt: moments.createdAt.toISOString(),
  expiresAt: moments.expiresAt.toISOString(),
  lastUsedAt: moments.lastUsedAt?.toISOString() ?? null,
  lastUsedFrom: moments.lastUsedFrom,
});
