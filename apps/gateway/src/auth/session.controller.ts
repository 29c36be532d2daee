import { Body, Controller, Ip, Post, Req, Res } from '@nestjs/common';
import { ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SecondStep, Session, SignIn } from '@crm/contracts';
import { Replies } from '../http/replies.ts';
import { RefreshCookie } from './refresh-cookie.ts';
import { SessionService } from './session.service.ts';
import { SignInService } from './sign-in.service.ts';

const signedIn = {
  output: Session,
  errors: ['sign_in_failed', 'second_factor.required', 'too_many_requests'],
} as const;
const secondStep = {
  output: Session,
  errors: ['second_factor.code_wrong', 'second_factor.step_over', 'too_many_requests'],
} as const;
const refreshed = { output: Session, errors: ['unauthenticated'] } as const;
const nothing = { output: z.void(), errors: [] };

@ApiTags('auth')
@Controller('auth')
export class SessionController {
  constructor(
    private readonly signing: SignInService,
    private readonly sessions: SessionService,
    private readonly cookie: RefreshCookie,
  ) {}

  @Post('sign-in')
  @Replies(200, signedIn, {
    summary: 'Sign in: an access token, and a refresh token in an HttpOnly cookie',
    public: true,
  })
  async signIn(
    @Body({ schema: SignIn }) credentials: SignIn,
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const opened = await this.signing.signIn(credentials, { address, userAgent: request.headers['user-agent'] });
    return this.cookie.hand(reply, opened);
  }

  @Post('second-step')
  @Replies(200, secondStep, {
    summary: 'Finish a sign-in that was refused with `second_factor.required`: its token, and a code',
    public: true,
  })
  async finishSignIn(
    @Body({ schema: SecondStep }) step: SecondStep,
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const opened = await this.signing.finish(step, { address, userAgent: request.headers['user-agent'] });
    return this.cookie.hand(reply, opened);
  }

  @Post('refresh')
  @ApiCookieAuth()
  @Replies(200, refreshed, { summary: 'A fresh access token for the refresh token of the cookie', public: true })
  async refreshSession(
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const visitor = { address, userAgent: request.headers['user-agent'] };
    const opened = await this.sessions.refresh(this.cookie.read(request), visitor);
    return this.cookie.hand(reply, opened);
  }

  @Post('sign-out')
  @ApiCookieAuth()
  @Replies(204, nothing, { summary: 'Forget the session of the cookie', public: true })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const token = this.cookie.find(request);
    if (token) await this.sessions.signOut(token);
    this.cookie.clear(reply);
  }
}
