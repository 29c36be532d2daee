import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createActorVerifier } from '@crm/access';
import { events } from '@crm/contracts';
import { within } from '@crm/kernel';
import { RpcServer, rpcQueue } from '@crm/messaging';
import { HealthRegistry } from '@crm/observability';
import { InboxProcessor } from '@crm/outbox';
import type { GatewayConfig } from './config.ts';

const SERVICE = 'gateway';
const ATTACH_LIMIT_MS = 30_000;

/**
 * Lets the events of services take effect in the gateway. It answers no calls, but its transport is that of the services,
 * which has a queue for them. While it is cut off the gateway goes on serving: whoever is dismissed meanwhile is refused a
 * little later, so its health is reported without taking the gateway out of service.
 *
 * @throws Error when the broker cannot be reached within 30 s, TopologyError when a queue exists with other settings.
 */
export async function takeEvents(app: NestFastifyApplication, config: GatewayConfig, queuePrefix = ''): Promise<void> {
  const server = new RpcServer({
    url: config.RABBITMQ_URL,
    queue: rpcQueue(SERVICE, queuePrefix),
    prefetch: 1,
    verifyActor: createActorVerifier(config.ACTOR_PUBLIC_KEYS),
    events: { service: SERVICE, queuePrefix },
  });
  const inbox = app.get(InboxProcessor, { strict: false });
  server.processEventsWith(inbox);
  inbox.handleMissingWith({ handle: (message) => server.react(message) });
  app.get(HealthRegistry, { strict: false }).registerOptional('events-in', () => {
    if (!server.isAttached()) throw new Error('The events of services do not reach this process');
  });
  app.connectMicroservice({ strategy: server });
  server.assertConsumesOnly(events);
  await within(ATTACH_LIMIT_MS, app.startAllMicroservices());
}
