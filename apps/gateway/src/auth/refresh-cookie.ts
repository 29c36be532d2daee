import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '@crm/kernel';
import type { Session } from '@crm/contracts';
import '@fastify/cookie';

const NAME = 'crm_refresh';

/** A session with the token that must not be seen by the code of the page. */
export interface OpenedSession {
  readonly session: Session;
  readonly refreshToken: string;
  readonly expiresAt: Date;
}

/** Where the refresh token lives in the browser: sent to the sign-in routes alone, and never from another site. */
export class RefreshCookie {
  private readonly options;

  /** @param secure sent over HTTPS only; off where the page is served over plain HTTP, on a developer's machine. */
  constructor(secure: boolean) {
    this.options = { path: '/api/v1/auth', httpOnly: true, sameSite: 'strict', secure } as const;
  }

  find(request: FastifyRequest): string | undefined {
    return request.cookies[NAME];
  }

  /** @throws DomainError `unauthenticated` without the cookie. */
  read(request: FastifyRequest): string {
    const token = this.find(request);
    if (!token) throw new DomainError('unauthenticated');
    return token;
  }

  hand(reply: FastifyReply, { session, refreshToken, expiresAt }: OpenedSession): Session {
    reply.setCookie(NAME, refreshToken, { ...this.options, expires: expiresAt });
    return session;
  }

  clear(reply: FastifyReply): void {
    reply.clearCookie(NAME, this.options);
  }
}
