import type { DynamicModule, INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NestMicroservice } from '@nestjs/microservices';
import { createActorVerifier } from '@crm/access';
import { contractsOf, events, type ServiceName } from '@crm/contracts';
import { within } from '@crm/kernel';
import { RpcServer, rpcQueue } from '@crm/messaging';
import { InboxProcessor } from '@crm/outbox';
import { Backlogs, DeadLetterCount, HealthRegistry, HealthServer, NestLogger, type Logger } from '@crm/observability';
import { StoredCommandLog } from '@crm/persistence';
import type { ServiceConfig } from './service-environment.ts';

const ATTACH_LIMIT_MS = 30_000;
const PREFETCH = 50;
/** Events take effect within moments; one that waits for a database or hangs in its handler does not. */
const EVENTS_LATE_SECONDS = 30;
/** Long enough for whoever watches readiness to stop sending; in development nobody does. */
const DRAIN_PAUSE_MS = { production: 5000, development: 0, test: 0 } as const;

export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly config: ServiceConfig;
  /** The application: `LinksModule` and its features. */
  readonly module: DynamicModule | Promise<DynamicModule>;
  /** The prefix that `LinksModule` was given. */
  readonly queuePrefix?: string;
}

export interface RunningService {
  readonly app: INestMicroservice;
  /** Address of the probes. */
  readonly probes: string;
  /**
   * Stops in the order in which nothing is cut off: no longer ready, no new calls, calls in hand answered, running jobs
   * finished, and only then the connections that they used.
   */
  stop(): Promise<void>;
}

/**
 * Starts a service within this process, whose signals and exit remain the caller's affair.
 *
 * @throws Error when a server cannot be reached within 30 s, a contract has no handler, an event that is handled is told by
 *   nobody, a queue exists with other settings, or the port is taken.
 */
export async function startService(service: ServiceDefinition, logger: Logger): Promise<RunningService> {
  const server = createRpcServer(service, logger);
  const app = await NestFactory.createMicroservice(await service.module, {
    strategy: server,
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  const health = app.get(HealthRegistry, { strict: false });
  const healthServer = new HealthServer(health);
  const stop = async (): Promise<void> => {
    await app.close();
    await healthServer.close();
  };
  try {
    const probes = await open({ service, server, app, healthServer });
    return { app, probes, stop: () => drain(service, health).then(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

function createRpcServer({ name, config, queuePrefix = '' }: ServiceDefinition, log: Logger): RpcServer {
  return new RpcServer({
    url: config.RABBITMQ_URL,
    queue: rpcQueue(name, queuePrefix),
    prefetch: PREFETCH,
    verifyActor: createActorVerifier(config.ACTOR_PUBLIC_KEYS),
    log,
    events: { service: name, queuePrefix },
  });
}

interface Opening {
  readonly service: ServiceDefinition;
  readonly server: RpcServer;
  readonly app: INestMicroservice;
  readonly healthServer: HealthServer;
}

async function open({ service, server, app, healthServer }: Opening): Promise<string> {
  app.get(HealthRegistry, { strict: false }).register('rpc', () => {
    if (!server.isAttached())
      throw new Error('The broker delivers nothing to this process, or its events cannot take effect');
  });
  server.keepCommandsIn(app.get(StoredCommandLog, { strict: false }));
  const inbox = app.get(InboxProcessor, { strict: false });
  server.processEventsWith(inbox);
  inbox.handleMissingWith({ handle: (message) => server.react(message) });
  app.get(Backlogs, { strict: false }).register({
    name: 'events',
    limitSeconds: EVENTS_LATE_SECONDS,
    oldest: async () => momentAgo(server.eventsOldestAgeSeconds()),
  });
  app.get(DeadLetterCount, { strict: false }).countedBy(() => server.deadLetterCount());
  const { HOST, PORT } = service.config;
  const port = await healthServer.listen(PORT, HOST);
  await initialise(app);
  server.assertAnswers(contractsOf(service.name));
  server.assertConsumesOnly(events);
  await within(ATTACH_LIMIT_MS, app.listen());
  return `http://${HOST}:${port}`;
}

/** 0 when nothing is in hand. */
const momentAgo = (seconds: number): Date | null => (seconds === 0 ? null : new Date(Date.now() - seconds * 1000));

/** What `init` of Nest 12.1 does, which however runs the hooks of all modules twice. */
const initialise = (app: INestMicroservice): Promise<unknown> =>
  app instanceof NestMicroservice ? app.registerModules() : app.init();

async function drain({ config }: ServiceDefinition, health: HealthRegistry): Promise<void> {
  health.startDraining();
  await new Promise((resolve) => setTimeout(resolve, DRAIN_PAUSE_MS[config.CRM_ENV]));
}
