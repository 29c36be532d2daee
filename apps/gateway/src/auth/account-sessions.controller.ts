import { Controller, Delete, Get, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requirePermission } from '@crm/access';
import { Id, OpenSessionPage } from '@crm/contracts';
import { Replies } from '../http/replies.ts';
import { type Caller, CurrentCaller } from './caller.ts';
import { SessionFilter } from './my-sessions.controller.ts';
import { OpenSessionService } from './open-session.service.ts';

const list = { output: OpenSessionPage, errors: ['forbidden', 'cursor_invalid'] } as const;
const ended = { output: z.void(), errors: ['forbidden', 'session.not_found'] } as const;
const allEnded = { output: z.void(), errors: ['forbidden'] } as const;

/** Where somebody else is signed in, for administrators. */
@ApiTags('accounts')
@Controller('accounts/:accountId/sessions')
export class AccountSessionsController {
  constructor(private readonly sessions: OpenSessionService) {}

  @Get()
  @Replies(200, list, { summary: 'Where an account is signed in' })
  async listAccountSessions(
    @CurrentCaller() { actor }: Caller,
    @Req() request: FastifyRequest,
    @Param('accountId', { schema: Id }) accountId: string,
    @Query({ schema: SessionFilter }) filter: SessionFilter,
  ): Promise<OpenSessionPage> {
    requirePermission(actor, 'administer');
    return this.sessions.list({ ...filter, accountId }, request.sessionId);
  }

  @Delete()
  @Replies(204, allEnded, { summary: 'Sign an account out everywhere' })
  async endAccountSessions(
    @CurrentCaller() { actor }: Caller,
    @Param('accountId', { schema: Id }) accountId: string,
  ): Promise<void> {
    requirePermission(actor, 'administer');
    await this.sessions.endAll(accountId);
  }

  @Delete(':id')
  @Replies(204, ended, { summary: 'Sign an account out in one place' })
  async endAccountSession(
    @CurrentCaller() { actor }: Caller,
    @Param('accountId', { schema: Id }) accountId: string,
    @Param('id', { schema: Id }) id: string,
  ): Promise<void> {
    requirePermission(actor, 'administer');
    await this.sessions.end(accountId, id);
  }
}
