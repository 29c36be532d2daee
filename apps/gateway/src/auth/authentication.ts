import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '@crm/kernel';
import { isChange } from '../http/repeatable-request.ts';
import { AccessTokens } from './access-token.ts';
import { CallerScopes } from './caller-scopes.ts';
import { LiveSessions } from './live-sessions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Epoch milliseconds; absent on public routes. */
    tokenExpiresAt?: number;
    /** The sign-in that the access token came from. */
    sessionId?: string;
  }
}

const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** Finds out who sent a request, before its body is read. */
@Injectable()
export class Authentication {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly sessions: LiveSessions,
    private readonly scopes: CallerScopes,
  ) {}

  /**
   * Puts the caller on the request, together with what the services will be told about him.
   *
   * @throws DomainError `unauthenticated`
   */
  async authenticate(request: FastifyRequest): Promise<void> {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new DomainError('unauthenticated');
    const { accountId, sessionId, expiresAt } = await this.tokens.verify(token);
    await this.sessions.require({ sessionId, accountId }, { fresh: isChange(request.method) });
    const { caller, scope } = await this.scopes.for(accountId, request.id);
    request.caller = caller;
    request.scope = scope;
    request.tokenExpiresAt = expiresAt;
    request.sessionId = sessionId;
  }
}
