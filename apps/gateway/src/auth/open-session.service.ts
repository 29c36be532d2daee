import { Injectable } from '@nestjs/common';
import type { OpenSession, OpenSessionPage } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { AccessEnd } from './access-end.service.ts';
import { deviceName } from './device-name.ts';
import type { OpenSessionDocument } from './open-session.schema.ts';
import { type SessionListQuery, SessionRepository } from './session.repository.ts';

/** The sessions of an account as people see and end them. */
@Injectable()
export class OpenSessionService {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly access: AccessEnd,
    private readonly clock: Clock,
  ) {}

  /** @param current the session that asks; undefined when it is not one of the account. */
  async list(query: SessionListQuery, current: string | undefined): Promise<OpenSessionPage> {
    const page = await this.sessions.page(query, this.clock.now());
    return { ...page, data: page.data.map((session) => toOpenSession(session, current)) };
  }

  /** @throws DomainError `session.not_found` when the account has no such session, or has it no more. */
  async end(accountId: string, sessionId: string): Promise<void> {
    if (!(await this.access.ofSession(accountId, sessionId))) throw new DomainError('session.not_found', { sessionId });
  }

  /** @param kept the one that goes on; all end without it. */
  endAll(accountId: string, kept?: string): Promise<void> {
    return this.access.ofAccount(accountId, kept);
  }
}

const toOpenSession = (session: OpenSessionDocument, current: string | undefined): OpenSession => ({
  id: session._id.toHexString(),
  device: deviceName(session.userAgent),
  address: session.address,
  createdAt: session.createdAt.toISOString(),
  lastUsedAt: session.updatedAt.toISOString(),
  expiresAt: session.expiresAt.toISOString(),
  current: session._id.toHexString() === current,
});
