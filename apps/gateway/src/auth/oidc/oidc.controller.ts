import { Body, Controller, Get, Inject, Ip, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProviderAddress, ProviderAnswer, ProviderSession, ProviderVisit, SignInMeans } from '@crm/contracts';
import { Clock, DomainError, isDomainError } from '@crm/kernel';
import { Replies } from '../../http/replies.ts';
import { RefreshCookie } from '../refresh-cookie.ts';
import { AttemptCookie } from './attempt-cookie.ts';
import { IdentityProvider } from './identity-provider.ts';
import { ProviderSignIn } from './provider-sign-in.service.ts';

/** The identity provider, or undefined where the installation names none. */
export const IDENTITY_PROVIDER = Symbol('IDENTITY_PROVIDER');

const means = { output: SignInMeans, errors: [] };
const begun = { output: ProviderAddress, errors: ['route_not_found'] } as const;
const finished = {
  output: ProviderSession,
  errors: [
    ...(['route_not_found', 'provider.failed', 'provider.email_unverified', 'provider.no_account'] as const),
    ...(['provider.other_identity', 'sign_in_failed', 'second_factor.required'] as const),
  ],
} as const;

/**
 * Signing in by an OpenID provider. The page sends the browser there and takes its answer; the session is then opened by a
 * call of the page, as by a password, so that a refusal is told in words.
 */
@ApiTags('auth')
@Controller('auth')
export class OidcController {
  constructor(
    @Inject(IDENTITY_PROVIDER) private readonly provider: IdentityProvider | undefined,
    private readonly signing: ProviderSignIn,
    private readonly attempts: AttemptCookie,
    private readonly cookie: RefreshCookie,
    private readonly clock: Clock,
  ) {}

  @Get('means')
  @Replies(200, means, { summary: 'How people sign in here beside the password', public: true })
  getSignInMeans(): SignInMeans {
    return { provider: this.provider ? { name: this.provider.name } : null };
  }

  @Post('provider')
  @Replies(200, begun, {
    summary: 'Begin to sign in by the identity provider: where the browser is to go',
    public: true,
  })
  async visitProvider(
    @Body({ schema: ProviderVisit }) { next }: ProviderVisit,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProviderAddress> {
    const { address, secrets } = await this.required().begin();
    this.attempts.hand(reply, { ...secrets, next }, this.clock.now());
    return { address };
  }

  @Post('provider/session')
  @Replies(200, finished, { summary: 'Finish it with what the provider has answered', public: true })
  async signInByProvider(
    @Body({ schema: ProviderAnswer }) { query }: ProviderAnswer,
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProviderSession> {
    const provider = this.required();
    const attempt = this.attempts.take(request, reply, this.clock.now());
    if (!attempt) throw new DomainError('provider.failed');
    const visitor = { address, userAgent: request.headers['user-agent'] };
    const { next } = attempt;
    const opened = await this.signing
      .signIn(() => provider.finish(query, attempt), visitor)
      .catch((error: unknown) => {
        throw withPageWanted(error, next);
      });
    return { session: this.cookie.hand(reply, opened), next };
  }

  private required(): IdentityProvider {
    if (!this.provider) throw new DomainError('route_not_found');
    return this.provider;
  }
}

/** A sign-in that goes on with a code leads to the same page. */
const withPageWanted = (error: unknown, next: string): unknown =>
  isDomainError(error) && error.code === 'second_factor.required'
    ? new DomainError(error.code, { ...error.details, next })
    : error;
