import { ClientRMQ } from '@nestjs/microservices';
import Fastify from 'fastify';
import { lastValueFrom } from 'rxjs';
import { z } from 'zod';
import { defineQuery } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { caller, signActor } from './stand-in-key.ts';

/** An HTTP server that answers an empty request: by itself, or by asking the service. */
const { TRANSPORT = 'bare', RABBITMQ_URL = '', QUEUE = '', QUEUE_PREFIX = '' } = process.env;

const empty = defineQuery('bench.empty', { input: z.strictObject({}), output: z.strictObject({}) });

async function answerer(): Promise<() => Promise<object>> {
  if (TRANSPORT === 'bare') return async () => ({});
  if (TRANSPORT === 'plain') {
    const client = new ClientRMQ({ urls: [RABBITMQ_URL], queue: QUEUE });
    await client.connect();
    return () => lastValueFrom(client.send<object>('bench.empty', {}));
  }
  const client = await RpcClient.connect({ url: RABBITMQ_URL, queuePrefix: QUEUE_PREFIX, signActor });
  return () => client.call(empty, {}, { actor: caller });
}

const answer = await answerer();
const server = Fastify();
server.get('/empty', () => answer());
const url = await server.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ url });
process.once('SIGTERM', () => process.exit(0));
