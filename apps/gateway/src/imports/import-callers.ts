import { Injectable } from '@nestjs/common';
import { runInRequest } from '@crm/observability';
import { KeyedCallers } from '../auth/api-keys/keyed-callers.ts';
import { LiveKeys } from '../auth/api-keys/live-keys.ts';
import { type CallerScope, CallerScopes } from '../auth/caller-scopes.ts';
import type { ImportDocument } from './import.schema.ts';

/** In whose name an import works, after the request that began it has ended. */
@Injectable()
export class ImportCallers {
  constructor(
    private readonly scopes: CallerScopes,
    private readonly keys: LiveKeys,
    private readonly keyed: KeyedCallers,
  ) {}

  /**
   * The one who started the import, with the rights that he has now, and that the key of his program leaves him.
   *
   * @throws DomainError `unauthenticated` when the account may not act any more, or its key is not good any more.
   */
  async of({ accountId, apiKeyId }: ImportDocument, requestId: string): Promise<CallerScope> {
    if (apiKeyId === null) return this.scopes.for(accountId.toHexString(), requestId);
    const grants = await this.keys.grantsOf(apiKeyId.toHexString());
    return this.scopes.for(accountId.toHexString(), requestId, this.keyed.limitTo(grants));
  }

  /** Does a part of the work in his name. @throws DomainError as `of`, and whatever the work throws. */
  async run<T>(document: ImportDocument, requestId: string, work: () => Promise<T>): Promise<T> {
    const { scope } = await this.of(document, requestId);
    return runInRequest(scope, work);
  }
}
