import { randomBytes } from 'node:crypto';
import { getConnectionToken } from '@nestjs/mongoose';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions } from 'fastify';
import type { Connection } from 'mongoose';
import { createActorVerifier, rightsInTheBeginning } from '@crm/access';
import { nameEmployees, resolveActor, type Role, type RpcOutput, type ServiceName, type Session } from '@crm/contracts';
import { createLogger } from '@crm/observability';
import { ensureCollections, newId } from '@crm/persistence';
import { testServers, uniqueName } from '@crm/testing';
import { AccountRepository } from '../src/auth/account.repository.ts';
import { hashPassword } from '../src/auth/password.ts';
import type { GatewayConfig } from '../src/config.ts';
import { createHttpApp } from '../src/http/http-app.ts';
import { gatewaySchemas } from '../src/schemas.ts';
import { privateJwk } from './keys.ts';
import { Responder } from './responder.ts';

export const departmentId = newId();
export const password = 'correct horse battery staple';

const rightsOf = (role: Role) => {
  const { permissions, scopes } = rightsInTheBeginning[role];
  return { permissions: [...permissions], scopes };
};

type ResolvedActor = RpcOutput<typeof resolveActor>;

/** What the clients service says of an employee, a manager unless said otherwise; the test names only what matters to it. */
export const irina = ({
  role = 'manager',
  ...given
}: Partial<ResolvedActor> & { readonly employeeId: string; readonly role?: Role }): ResolvedActor => ({
  name: 'Irina',
  departmentId,
  timeZone: 'Europe/Moscow',
  ...{ ...rightsOf(role), departmentIds: [], standsInFor: [] },
  status: 'active',
  ...given,
});

const services: readonly ServiceName[] = ['clients', 'deals', 'activities'];

export interface SignedIn {
  readonly email: string;
  readonly employeeId: string;
  readonly session: Session;
  readonly headers: { readonly authorization: string };
}

function testConfig(given: Partial<GatewayConfig>): GatewayConfig {
  const { mongodbUri, rabbitmqUrl, redisUrl } = testServers();
  return {
    CRM_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: 0,
    LOG_LEVEL: 'silent',
    MONGODB_URI: mongodbUri,
    CRM_DATABASE_PREFIX: uniqueName('db'),
    RABBITMQ_URL: rabbitmqUrl,
    REDIS_URL: redisUrl,
    ACTOR_PUBLIC_KEYS: { keys: [] },
    ACTOR_SIGNING_KEY: privateJwk('gateway.1'),
    ACCESS_TOKEN_KEY: [privateJwk('access.1')],
    SECOND_FACTOR_KEY: [randomBytes(32).toString('base64url')],
    COOKIE_SECURE: true,
    ATTEMPTS_PER_ADDRESS: 20,
    CARD_MEMORY_MB: 64,
    CORS_ORIGINS: [],
    MAIL_LANGUAGE: 'en',
    OIDC_NAME: 'SSO',
    OIDC_SECOND_FACTOR_ACR: [],
    READS_PER_MINUTE: 0,
    WRITES_PER_MINUTE: 0,
    PROGRAM_READS_PER_MINUTE: 0,
    PROGRAM_WRITES_PER_MINUTE: 0,
    STRANGER_REQUESTS_PER_MINUTE: 0,
    ...given,
  };
}

interface Parts {
  readonly app: NestFastifyApplication;
  readonly config: GatewayConfig;
  readonly queuePrefix: string;
  readonly responders: Readonly<Record<ServiceName, Responder>>;
}

/** The real gateway on real servers; the services behind it say what the test wants. */
export class TestGateway {
  private constructor(private readonly parts: Parts) {}

  /**
   * @param log where the lines of the log go that a test wants to read.
   * @param given settings that matter to the test.
   */
  static async start(log?: { write(line: string): void }, given: Partial<GatewayConfig> = {}): Promise<TestGateway> {
    const config = testConfig(given);
    const queuePrefix = `${uniqueName('rpc')}.`;
    const { d: _private, ...publicKey } = config.ACTOR_SIGNING_KEY;
    const verifyActor = createActorVerifier({ keys: [publicKey] });
    const options = { queuePrefix, verifyActor };
    const [clients, deals, activities] = await Promise.all(
      services.map((service) => new Responder(service, options).start()),
    );
    if (!clients || !deals || !activities) throw new Error('A responder is missing');
    const app = await createHttpApp(config, {
      logger: createLogger('gateway', log ? 'info' : 'silent', log),
      queuePrefix,
    });
    const gateway = new TestGateway({ app, config, queuePrefix, responders: { clients, deals, activities } });
    await ensureCollections(gateway.connection, gatewaySchemas);
    gateway.knowEmployees();
    return gateway;
  }

  get app(): NestFastifyApplication {
    return this.parts.app;
  }

  get config(): GatewayConfig {
    return this.parts.config;
  }

  get queuePrefix(): string {
    return this.parts.queuePrefix;
  }

  service(name: ServiceName): Responder {
    return this.parts.responders[name];
  }

  get connection(): Connection {
    return this.app.get<Connection>(getConnectionToken(), { strict: false });
  }

  inject(request: InjectOptions) {
    return this.app.getHttpAdapter().getInstance().inject(request);
  }

  /** An account without a session. */
  async addAccount(role: Role = 'manager'): Promise<{ email: string; employeeId: string }> {
    const email = `${uniqueName('user')}@crm.example`;
    const employeeId = newId();
    const passwordHash = await hashPassword(password);
    await this.app.get(AccountRepository).add({ email, passwordHash, role, employeeId }, new Date());
    return { email, employeeId };
  }

  async signIn(role: Role = 'manager'): Promise<SignedIn> {
    const account = await this.addAccount(role);
    const payload = { email: account.email, password };
    const reply = await this.inject({ method: 'POST', url: '/api/v1/auth/sign-in', payload });
    const session = reply.json<Session>();
    return { ...account, session, headers: { authorization: `Bearer ${session.accessToken}` } };
  }

  async stop(): Promise<void> {
    await this.connection.dropDatabase();
    await this.app.close();
    await Promise.all(services.map((service) => this.parts.responders[service].remove()));
  }

  private knowEmployees(): void {
    this.service('clients')
      .answer(resolveActor, ({ employeeId, role }) => irina({ employeeId, role }))
      .answer(nameEmployees, ({ ids }) => ({ data: ids.map((id) => ({ id, name: `Name of ${id}` })) }));
  }
}
