import { Injectable } from '@nestjs/common';
import { type RequestScope, runInRequest } from '@crm/observability';
import { ActorTokens } from './actor-tokens.ts';
import type { Caller } from './caller.ts';
import { CallerDirectory } from './caller-directory.ts';

export interface CallerScope {
  readonly caller: Caller;
  readonly scope: RequestScope;
}

const whole = (owner: Caller): Caller => owner;

/** Prepares what the services have to be told about the one for whom the gateway asks them. */
@Injectable()
export class CallerScopes {
  constructor(
    private readonly callers: CallerDirectory,
    private readonly tokens: ActorTokens,
  ) {}

  /**
   * @param limit what is left of the owner of the account where a program acts for him.
   * @throws DomainError `unauthenticated` when the account may not act any more.
   */
  async for(accountId: string, requestId: string, limit = whole): Promise<CallerScope> {
    const owner =
      this.callers.known(accountId) ?? (await runInRequest({ requestId }, () => this.callers.get(accountId)));
    const caller = limit(owner);
    const actorToken = await this.tokens.for(caller);
    return { caller, scope: { requestId, actor: caller.actor, actorToken } };
  }

  /** Does work outside of a request on behalf of the account. */
  async run<T>(accountId: string, requestId: string, work: () => Promise<T>): Promise<T> {
    const { scope } = await this.for(accountId, requestId);
    return runInRequest(scope, work);
  }
}
