import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '@crm/kernel';
import { isChange } from '../http/repeatable-request.ts';
import { AccessTokens } from './access-token.ts';
import { API_KEY } from './api-keys/api-key.ts';
import { KeyedCallers } from './api-keys/keyed-callers.ts';
import { LiveKeys } from './api-keys/live-keys.ts';
import { CallerScopes } from './caller-scopes.ts';
import { LiveSessions } from './live-sessions.ts';
import type { SessionSecondFactor } from './open-session.schema.ts';
import { SecondFactorRule } from './second-factor/second-factor-rule.service.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Epoch milliseconds; absent on public routes. */
    tokenExpiresAt?: number;
    /** The sign-in that the access token came from; absent where a program shows a key. */
    sessionId?: string;
    /** The key that a program has shown; its requests are counted by it. */
    apiKeyId?: string;
    /** By what second factor the session was opened. */
    secondFactor?: SessionSecondFactor;
  }
}

/** A program that listens to a stream shows its key again after so long. */
const KEY_SHOWN_AGAIN_MS = 600_000;

const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** Finds out who sent a request, before its body is read. */
@Injectable()
export class Authentication {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly sessions: LiveSessions,
    private readonly scopes: CallerScopes,
    private readonly keys: LiveKeys,
    private readonly keyed: KeyedCallers,
    private readonly rule: SecondFactorRule,
  ) {}

  /**
   * Puts the caller on the request, together with what the services will be told about him.
   *
   * @throws DomainError `unauthenticated`; `forbidden` for a program on a route that is for people alone;
   *   `second_factor.needed` where the role asks for a second factor that the account has not, but on the way to one.
   */
  async authenticate(request: FastifyRequest): Promise<void> {
    const header = request.headers.authorization ?? '';
    const [, key] = API_KEY.exec(header) ?? [];
    const [, token] = BEARER.exec(header) ?? [];
    if (key !== undefined) return this.admitProgram(request, key);
    if (token === undefined) throw new DomainError('unauthenticated');
    const { accountId, sessionId, expiresAt } = await this.tokens.verify(token);
    const secondFactor = await this.sessions.require({ sessionId, accountId }, { fresh: isChange(request.method) });
    const { caller, scope } = await this.scopes.for(accountId, request.id);
    request.caller = caller;
    request.scope = scope;
    request.tokenExpiresAt = expiresAt;
    request.sessionId = sessionId;
    request.secondFactor = secondFactor;
    if (!request.routeOptions.config.setUp) await this.rule.requireOfSession({ caller, secondFactor });
  }

  private async admitProgram(request: FastifyRequest, shown: string): Promise<void> {
    const options = { fresh: isChange(request.method), address: request.ip };
    const { _id, accountId, grants, expiresAt } = await this.keys.require(shown, options);
    const { caller, scope } = await this.scopes.for(accountId.toHexString(), request.id, this.keyed.limitTo(grants));
    request.caller = caller;
    request.scope = scope;
    request.tokenExpiresAt = Math.min(expiresAt.getTime(), Date.now() + KEY_SHOWN_AGAIN_MS);
    request.apiKeyId = _id.toHexString();
    if (request.routeOptions.config.personal) throw new DomainError('forbidden');
    await this.rule.requireOfKey(caller);
  }
}
