import { Body, Controller, Ip, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AccountLink, LinkQuestion, PasswordByLink, PasswordChange, ResetRequest, Session } from '@crm/contracts';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { RefreshCookie } from '../auth/refresh-cookie.ts';
import { Replies } from '../http/replies.ts';
import { OwnPassword } from './own-password.service.ts';
import { PasswordsByLink } from './passwords-by-link.service.ts';

const refused = ['password.common', 'password.contains_email'] as const;
const changed = { output: Session, errors: [...refused, 'forbidden', 'password.wrong', 'too_many_requests'] } as const;
const asked = { output: z.void(), errors: ['too_many_requests', 'mail.not_set_up'] } as const;
const shown = { output: AccountLink, errors: ['account.link_invalid'] } as const;
const set = { output: z.void(), errors: [...refused, 'account.link_invalid'] } as const;

@ApiTags('auth')
@Controller('auth')
export class PasswordsController {
  constructor(
    private readonly own: OwnPassword,
    private readonly byLink: PasswordsByLink,
    private readonly cookie: RefreshCookie,
  ) {}

  @Post('password')
  @Replies(200, changed, { summary: 'Change one’s own password; all other sessions end', secret: true, personal: true })
  async changePassword(
    @CurrentCaller() { actor }: Caller,
    @Body({ schema: PasswordChange }) change: PasswordChange,
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const visitor = { address, userAgent: request.headers['user-agent'] };
    return this.cookie.hand(
      reply,
      await this.own.change({ accountId: actor.accountId, secondFactor: request.secondFactor }, change, visitor),
    );
  }

  @Post('password-reset')
  @Replies(202, asked, {
    summary: 'Ask for a letter with a link to a new password; the answer is the same for unknown addresses',
    public: true,
  })
  async askPasswordReset(
    @Body({ schema: ResetRequest }) { email }: ResetRequest,
    @Ip() address: string,
  ): Promise<void> {
    await this.byLink.ask(email, address);
  }

  @Post('link')
  @Replies(200, shown, { summary: 'What the link of a letter is for', public: true })
  showLink(@Body({ schema: LinkQuestion }) { token }: LinkQuestion): Promise<AccountLink> {
    return this.byLink.look(token);
  }

  @Post('link/password')
  @Replies(204, set, {
    summary: 'Accept an invitation, or reset a password: set it by the link of a letter',
    public: true,
  })
  setPasswordByLink(@Body({ schema: PasswordByLink }) given: PasswordByLink): Promise<void> {
    return this.byLink.set(given);
  }
}
