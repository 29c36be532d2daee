import { Controller, type INestMicroservice, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import amqp from 'amqplib';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Actor, defineCommand, defineQuery, type RpcInput, type RpcOutput } from '@crm/contracts';
import { currentActor } from '@crm/access';
import { DomainError } from '@crm/kernel';
import { currentRequest, runInRequest } from '@crm/observability';
import { anAdministrator, eventually, testServers } from '@crm/testing';
import { Rpc } from './rpc.decorator.ts';
import { RpcClient } from './rpc-client.ts';
import { RpcServer } from './rpc-server.ts';
import { rpcQueue } from './topology/names.ts';

const echo = defineQuery('echo.say', {
  input: z.strictObject({ text: z.string().max(5), times: z.int().default(1) }),
  output: z.strictObject({ said: z.string() }),
});
const slow = defineCommand('echo.slow', {
  input: z.strictObject({ milliseconds: z.int() }),
  output: z.strictObject({ done: z.boolean() }),
});
const refuse = defineQuery('echo.refuse', {
  input: z.strictObject({ code: z.string() }),
  output: z.strictObject({}),
  errors: ['deal.closed'],
});
const whoAsks = defineQuery('echo.who', {
  input: z.strictObject({}),
  output: z.strictObject({ employeeId: z.string(), requestId: z.string() }),
});
const contracts = [echo, slow, refuse, whoAsks];

let executed = 0;

@Controller()
class EchoController {
  @Rpc(echo)
  async say({ text, times }: RpcInput<typeof echo>): Promise<RpcOutput<typeof echo>> {
    executed += 1;
    return { said: text.repeat(times) };
  }

  @Rpc(slow)
  async slow({ milliseconds }: RpcInput<typeof slow>): Promise<RpcOutput<typeof slow>> {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return { done: true };
  }

  @Rpc(refuse)
  async refuse({ code }: RpcInput<typeof refuse>): Promise<RpcOutput<typeof refuse>> {
    throw code === 'bug' ? new TypeError('the insides') : new DomainError(code, { dealId: '7' });
  }

  @Rpc(whoAsks)
  async who(): Promise<RpcOutput<typeof whoAsks>> {
    return { employeeId: currentActor().employeeId, requestId: currentRequest()?.requestId ?? '' };
  }
}

/** A stand-in for signatures: what is tested here is that the token travels, not how it is signed. */
const signActor = async (actor: Actor): Promise<string> => JSON.stringify(actor);
const verifyActor = async (token: string): Promise<Actor> => JSON.parse(token) as Actor;

describe('a call over RabbitMQ', () => {
  const { rabbitmqUrl: url } = testServers();
  const queuePrefix = `${randomUUID().slice(0, 8)}.`;
  let client: RpcClient;
  let service: { app: INestMicroservice; server: RpcServer };

  const ask: RpcClient['call'] = (contract, input, options) =>
    client.call(contract, input, { actor: anAdministrator(), ...options });

  const start = async (controller: Type = EchoController) => {
    class EchoModule {}
    Reflect.defineMetadata('controllers', [controller], EchoModule);
    const server = new RpcServer({ url, queue: rpcQueue('echo', queuePrefix), prefetch: 10, verifyActor });
    const app = await NestFactory.createMicroservice(EchoModule, { strategy: server, logger: false });
    await app.listen();
    return { app, server };
  };

  beforeAll(async () => {
    client = await RpcClient.connect({ url, queuePrefix, signActor });
    service = await start();
  });

  afterAll(async () => {
    await service.app.close();
    await client.close();
    const connection = await amqp.connect(url);
    const channel = await connection.createChannel();
    await channel.deleteQueue(rpcQueue('echo', queuePrefix));
    await connection.close();
  });

  it('brings the validated input, with its defaults, and the answer', async () => {
    expect(await ask(echo, { text: 'ab' })).toEqual({ said: 'ab' });
    expect(await ask(echo, { text: 'ab', times: 2 })).toEqual({ said: 'abab' });
  });

  it('refuses an input that the contract forbids, naming the field', async () => {
    await expect(ask(echo, { text: 'too long' })).rejects.toMatchObject({
      code: 'invalid',
      details: { issues: [expect.objectContaining({ path: ['text'] })] },
    });
  });

  it.each([
    { thrown: 'deal.closed', seen: 'deal.closed', details: { dealId: '7' } },
    { thrown: 'deal.not_found', seen: 'internal', details: { contract: 'echo.refuse' } },
    { thrown: 'bug', seen: 'internal', details: { contract: 'echo.refuse' } },
  ])('shows a thrown $thrown as $seen', async ({ thrown, seen, details }) => {
    await expect(ask(refuse, { code: thrown })).rejects.toMatchObject({ code: seen, details });
  });

  it('says that the service cannot be reached while its own link is being closed', async () => {
    const leaving = await RpcClient.connect({ url, queuePrefix, signActor });
    const closed = leaving.close();
    const asked = leaving.call(echo, { text: 'ab' }, { actor: anAdministrator() });
    await expect(asked).rejects.toMatchObject({ code: 'service_unavailable' });
    await closed;
  });

  it('carries the request id and the actor', async () => {
    const actor = anAdministrator();
    const answer = await runInRequest({ requestId: 'r-1' }, () => client.call(whoAsks, {}, { actor }));
    expect(answer).toEqual({ employeeId: actor.employeeId, requestId: 'r-1' });
  });

  it('is not executed for a caller without a verified actor', async () => {
    executed = 0;
    await expect(client.call(echo, { text: 'ab' })).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(executed).toBe(0);
  });

  it('fails at once when the service has never been started', async () => {
    const unknown = defineQuery('nobody.asks', { input: z.strictObject({}), output: z.strictObject({}) });
    await expect(client.call(unknown, {}, { deadline: 60_000 })).rejects.toMatchObject({
      code: 'service_unavailable',
    });
  });

  it('is not executed after its caller gave up', async () => {
    await service.app.close();
    await expect(ask(echo, { text: 'late' }, { deadline: 200 })).rejects.toMatchObject({
      code: 'deadline_exceeded',
    });
    executed = 0;
    service = await start();
    expect(await ask(echo, { text: 'new' })).toEqual({ said: 'new' });
    expect(executed).toBe(1);
  });

  it('is answered when the service is told to stop in the middle of it', async () => {
    const answer = ask(slow, { milliseconds: 700 });
    await ask(echo, { text: 'go' });
    await service.app.close();
    expect(await answer).toEqual({ done: true });
    service = await start();
  });

  it('is answered again after the queue was deleted under the consumer', async () => {
    const connection = await amqp.connect(url);
    const channel = await connection.createChannel();
    await channel.deleteQueue(rpcQueue('echo', queuePrefix));
    await connection.close();
    await eventually(async () => {
      expect(await ask(echo, { text: 'back' }, { deadline: 500 })).toEqual({ said: 'back' });
      expect(service.server.isAttached()).toBe(true);
    });
  });

  it('needs exactly one handler for each contract', async () => {
    expect(() => service.server.assertAnswers(contracts)).not.toThrow();
    expect(() => service.server.assertAnswers([echo])).toThrow(/No contract of this service is named echo.slow/);
    const unanswered = defineQuery('echo.new', { input: z.strictObject({}), output: z.strictObject({}) });
    expect(() => service.server.assertAnswers([...contracts, unanswered])).toThrow(/No handler answers echo.new/);
    expect(() => service.server.addHandler('echo.say', async () => undefined)).toThrow(/Two handlers answer echo.say/);
  });
});
