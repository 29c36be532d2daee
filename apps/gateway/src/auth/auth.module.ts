import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { createActorSigner } from '@crm/access';
import { Clock, SystemClock } from '@crm/kernel';
import type { MailConfig } from '@crm/mail';
import { RedisConnection, RedisPublisher, RedisSubscriber } from '@crm/redis';
import type { GatewayConfig } from '../config.ts';
import { RequestLimit, type RequestLimits } from '../http/request-limit.ts';
import { AccessChanges } from './access-changes.ts';
import { AccessEnd } from './access-end.service.ts';
import { AccessKeysFile } from './access-keys-file.ts';
import { AccessTokens } from './access-token.ts';
import { AccountRepository } from './account.repository.ts';
import { AccountSessionsController } from './account-sessions.controller.ts';
import { ActorTokens } from './actor-tokens.ts';
import { ApiKeyRepository } from './api-keys/api-key.repository.ts';
import { ApiKeys } from './api-keys/api-keys.service.ts';
import { KeyedCallers } from './api-keys/keyed-callers.ts';
import { LiveKeys } from './api-keys/live-keys.ts';
import { Authentication } from './authentication.service.ts';
import { CallerDirectory } from './caller-directory.ts';
import { CallerScopes } from './caller-scopes.ts';
import { ACCOUNT_MAIL } from '../letters/account-mail.ts';
import { EmployeeAccess } from './employee-access.service.ts';
import { LiveSessions } from './live-sessions.ts';
import { MeController } from './me.controller.ts';
import { accessNoticeProviders } from './notices/access-notice-providers.ts';
import { MySessionsController } from './my-sessions.controller.ts';
import { OpenSessionService } from './open-session.service.ts';
import { OidcController } from './oidc/oidc.controller.ts';
import { oidcProviders } from './oidc/oidc-providers.ts';
import type { OidcConfig } from './oidc/oidc-settings.ts';
import { ReachListener } from './reach-listener.ts';
import { RefreshCookie } from './refresh-cookie.ts';
import { SessionController } from './session.controller.ts';
import { SessionOpening } from './session-opening.service.ts';
import { SessionRepository } from './session.repository.ts';
import { secondFactorProviders } from './second-factor/second-factor-providers.ts';
import { SecondFactorRepository } from './second-factor/second-factor.repository.ts';
import { SecondFactorRule } from './second-factor/second-factor-rule.service.ts';
import { SecondFactors } from './second-factor/second-factors.service.ts';
import { SecretBox } from './second-factor/secret-box.ts';
import { SessionService } from './session.service.ts';
import { SignInService } from './sign-in.service.ts';
import { StaffEventsController } from './staff-events.controller.ts';
import { SignInLimit } from './sign-in-limit.ts';

/** Wrong passwords of one account within a quarter of an hour. */
const PER_ACCOUNT = 5;

const requestLimitsOf = (config: AuthConfig): RequestLimits => ({
  reads: config.READS_PER_MINUTE,
  writes: config.WRITES_PER_MINUTE,
  programReads: config.PROGRAM_READS_PER_MINUTE,
  programWrites: config.PROGRAM_WRITES_PER_MINUTE,
  strangers: config.STRANGER_REQUESTS_PER_MINUTE,
});

type AuthConfig = OidcConfig &
  MailConfig &
  Pick<
    GatewayConfig,
    | 'ACCESS_TOKEN_KEY'
    | 'ACCESS_TOKEN_KEYS_FILE'
    | 'ACTOR_SIGNING_KEY'
    | 'ATTEMPTS_PER_ADDRESS'
    | 'COOKIE_SECURE'
    | 'CRM_DATABASE_PREFIX'
    | 'SECOND_FACTOR_KEY'
    | 'READS_PER_MINUTE'
    | 'WRITES_PER_MINUTE'
    | 'PROGRAM_READS_PER_MINUTE'
    | 'PROGRAM_WRITES_PER_MINUTE'
    | 'STRANGER_REQUESTS_PER_MINUTE'
  >;

/** What other features of the gateway use. */
const offered = [
  ...[ACCOUNT_MAIL, ApiKeys, KeyedCallers, LiveKeys],
  ...[AccessChanges, AccessEnd, Authentication, RequestLimit, CallerScopes, AccountRepository],
  ...[RefreshCookie, SecondFactorRepository, SecondFactorRule, SecondFactors, SecretBox],
  ...[SessionOpening, SessionRepository, SignInLimit],
];

/** Accounts, sessions, and who sent a request. */
@Module({})
export class AuthModule {
  static forRoot(config: AuthConfig): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      controllers: [
        SessionController,
        OidcController,
        MeController,
        MySessionsController,
        AccountSessionsController,
        StaffEventsController,
      ],
      providers: [
        AccountRepository,
        ...[AccessEnd, EmployeeAccess],
        ...[ApiKeyRepository, ApiKeys, KeyedCallers, LiveKeys],
        Authentication,
        CallerDirectory,
        CallerScopes,
        LiveSessions,
        OpenSessionService,
        SessionOpening,
        ReachListener,
        SessionRepository,
        SessionService,
        SignInService,
        ...configured(config),
        ...accessNoticeProviders(config),
        ...secondFactorProviders(config),
        ...oidcProviders(config),
      ],
      exports: offered,
    };
  }
}

/** Without the setting the keys are those of the environment for as long as the program runs. */
const keysFile = ({ ACCESS_TOKEN_KEYS_FILE: path }: AuthConfig): Provider[] =>
  path === undefined
    ? []
    : [
        {
          provide: AccessKeysFile,
          inject: [AccessTokens],
          useFactory: async (tokens: AccessTokens) => {
            const file = new AccessKeysFile(path, tokens);
            await file.look();
            return file;
          },
        },
      ];

const configured = (config: AuthConfig) => [
  { provide: Clock, useClass: SystemClock },
  { provide: AccessTokens, useFactory: () => AccessTokens.create(config.ACCESS_TOKEN_KEY) },
  ...keysFile(config),
  { provide: ActorTokens, useFactory: async () => new ActorTokens(await createActorSigner(config.ACTOR_SIGNING_KEY)) },
  { provide: RefreshCookie, useFactory: () => new RefreshCookie(config.COOKIE_SECURE) },
  {
    provide: AccessChanges,
    inject: [RedisPublisher, RedisSubscriber, LiveSessions, LiveKeys, CallerDirectory],
    useFactory: (
      publisher: RedisPublisher,
      subscriber: RedisSubscriber,
      ...known: (LiveSessions | LiveKeys | CallerDirectory)[]
    ) => new AccessChanges({ publisher, subscriber, channel: `${config.CRM_DATABASE_PREFIX}.access-changed` }, known),
  },
  {
    provide: SignInLimit,
    inject: [RedisConnection],
    useFactory: ({ client }: RedisConnection) =>
      new SignInLimit(client, `${config.CRM_DATABASE_PREFIX}.`, {
        perAccount: PER_ACCOUNT,
        perAddress: config.ATTEMPTS_PER_ADDRESS,
      }),
  },
  {
    provide: RequestLimit,
    inject: [RedisConnection],
    useFactory: ({ client }: RedisConnection) =>
      new RequestLimit(client, `${config.CRM_DATABASE_PREFIX}.`, requestLimitsOf(config)),
  },
];
