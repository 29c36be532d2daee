import { ServerRMQ } from '@nestjs/microservices';
import { Logger } from '@nestjs/common';
import { RpcServer } from '@crm/messaging';
import { createLogger, NestLogger } from '@crm/observability';
import { verifyActor } from './stand-in-key.ts';

/** A service that answers an empty question with an empty answer: over our transport, or over Nest's own as it comes. */
const { TRANSPORT = 'ours', RABBITMQ_URL = '', QUEUE = '' } = process.env;

// One line of JSON a call, as in production; Nest's own logger would cost more than the call.
Logger.overrideLogger(new NestLogger(createLogger('bench', 'info')));

const server =
  TRANSPORT === 'ours'
    ? new RpcServer({ url: RABBITMQ_URL, queue: QUEUE, prefetch: 50, verifyActor })
    : new ServerRMQ({ urls: [RABBITMQ_URL], queue: QUEUE });

server.addHandler('bench.empty', async () => ({}));
await new Promise<void>((resolve, reject) => {
  void server.listen((error?: unknown) => {
    if (error) reject(error instanceof Error ? error : new Error('The service cannot listen'));
    else resolve();
  });
});
process.send?.({ ready: true });
process.once('SIGTERM', () => {
  void Promise.resolve(server.close()).then(() => process.exit(0));
});
