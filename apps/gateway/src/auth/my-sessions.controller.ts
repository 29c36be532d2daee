import { Controller, Delete, Get, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Id, OpenSessionPage, pageInput } from '@crm/contracts';
import { Replies } from '../http/replies.ts';
import { callerOf } from './caller.ts';
import { OpenSessionService } from './open-session.service.ts';
import './authentication.service.ts';

const list = { output: OpenSessionPage, errors: ['forbidden', 'cursor_invalid'] } as const;
const ended = { output: z.void(), errors: ['forbidden', 'session.not_found'] } as const;
const allEnded = { output: z.void(), errors: ['forbidden'] } as const;
export const SessionFilter = z.strictObject(pageInput);
export type SessionFilter = z.output<typeof SessionFilter>;

const accountOf = (request: FastifyRequest): string => callerOf(request).actor.accountId;

/** Where the caller is signed in. */
@ApiTags('me')
@Controller('me/sessions')
export class MySessionsController {
  constructor(private readonly sessions: OpenSessionService) {}

  @Get()
  @Replies(200, list, { summary: 'Where you are signed in, the latest sign-in first', personal: true })
  listMySessions(
    @Req() request: FastifyRequest,
    @Query({ schema: SessionFilter }) filter: SessionFilter,
  ): Promise<OpenSessionPage> {
    return this.sessions.list({ ...filter, accountId: accountOf(request) }, request.sessionId);
  }

  @Delete()
  @Replies(204, allEnded, { summary: 'Sign out everywhere else', personal: true })
  endMyOtherSessions(@Req() request: FastifyRequest): Promise<void> {
    return this.sessions.endAll(accountOf(request), request.sessionId);
  }

  @Delete(':id')
  @Replies(204, ended, { summary: 'Sign out there', personal: true })
  endMySession(@Req() request: FastifyRequest, @Param('id', { schema: Id }) id: string): Promise<void> {
    return this.sessions.end(accountOf(request), id);
  }
}
