import type { RmqContext } from '@nestjs/microservices';
import amqp, { type Channel, type ChannelModel, type ConsumeMessage, type GetMessage } from 'amqplib';
import { z } from 'zod';
import { currentActor } from '@crm/access';
import { type Actor, defineCommand, defineQuery } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { aManager, eventually, testServers, uniqueName } from '@crm/testing';
import { Prebuilt } from '../prebuilt.ts';
import { RpcClient } from '../rpc-client.ts';
import { RpcServer } from '../rpc-server.ts';
import { rpcQueue } from '../topology/names.ts';
import { GATHERED } from '../wire.ts';

const shape = {
  input: z.strictObject({ text: z.string() }),
  output: z.strictObject({ text: z.string(), asker: z.string(), together: z.boolean() }),
  errors: ['deal.closed'],
} as const;
const say = defineQuery('echo.say', { ...shape, errors: ['deal.closed'] });
const order = defineCommand('echo.order', { ...shape, errors: ['deal.closed'] });

/** One service, and one who asks it as different people. */
describe('questions that are asked in one turn of the loop', () => {
  const { rabbitmqUrl: url } = testServers();
  const queuePrefix = `${uniqueName('gathering')}.`;
  const queue = rpcQueue('echo', queuePrefix);
  let server: RpcServer;
  let client: RpcClient;
  let raw: ChannelModel;
  let channel: Channel;
  let gate = Promise.withResolvers<undefined>();

  const answer = async ({ text }: { text: string }, context: RmqContext) => {
    if (text === 'refuse') throw new DomainError('deal.closed');
    if (text === 'bug') throw new TypeError('the insides');
    if (text === 'wait') await gate.promise;
    const { properties } = context.getMessage() as unknown as ConsumeMessage;
    const together = properties.type === GATHERED;
    const said = { text, asker: currentActor().employeeId, together };
    return text === 'bytes' ? Prebuilt.of(said, 'noted') : said;
  };
  const start = async (): Promise<void> => {
    const verifyActor = async (token: string): Promise<Actor> => JSON.parse(token) as Actor;
    server = new RpcServer({ url, queue, prefetch: 10, verifyActor });
    for (const { name } of [say, order]) server.addHandler(name, answer);
    await new Promise<void>((resolve) => void server.listen(() => resolve()));
  };
  const ask = (text: string, { actor = aManager(), deadline = 10_000, contract = say } = {}) =>
    client.call(contract, { text }, { actor, deadline });
  /** Until the first answer nobody knows what the service takes. */
  const getToKnow = () => ask('hello');
  const waiting = async (): Promise<GetMessage> => {
    const message = await eventually(async () => {
      const got = await channel.get(queue);
      expect(got).not.toBe(false);
      return got;
    });
    return message as GetMessage;
  };

  beforeAll(async () => {
    raw = await amqp.connect(url);
    channel = await raw.createChannel();
    client = await RpcClient.connect({ url, queuePrefix, signActor: async (actor) => JSON.stringify(actor) });
    await start();
    await getToKnow();
  });
  afterAll(async () => {
    await server.close();
    await client.close();
    await channel.deleteQueue(queue);
    await raw.close();
  });

  it('travel in one message, and each is answered to its own asker', async () => {
    const [anna, boris] = [aManager(), aManager()];
    const texts = Array.from({ length: 20 }, (_, index) => `${index}`);
    const answers = await Promise.all(texts.map((text, index) => ask(text, { actor: index % 2 ? anna : boris })));
    expect(answers).toEqual(
      texts.map((text, index) => ({ text, asker: (index % 2 ? anna : boris).employeeId, together: true })),
    );
  });

  it('are answered each for itself: by a refusal, a failure, bytes with a note', async () => {
    const [fine, bytes, ...failed] = await Promise.allSettled([
      ask('fine'),
      client.callForJson(say, { text: 'bytes' }, { actor: aManager() }),
      ask('refuse'),
      ask('bug'),
      client.call(say, { text: 'nobody asks' }),
    ]);
    expect(fine).toMatchObject({ value: { text: 'fine', together: true } });
    expect(bytes).toMatchObject({ value: { note: 'noted' } });
    const codes = failed.map((one) => (one.status === 'rejected' ? (one.reason as DomainError).code : 'answered'));
    expect(codes).toEqual(['deal.closed', 'internal', 'unauthenticated']);
  });

  it('do not wait for one another, and each has its own deadline', async () => {
    gate = Promise.withResolvers();
    const [slow, hurried] = [ask('wait'), ask('wait', { deadline: 50 })];
    expect(await ask('quick')).toMatchObject({ text: 'quick' });
    const quick = await Promise.all([ask('one'), ask('other')]);
    expect(quick.map(({ text }) => text)).toEqual(['one', 'other']);
    await expect(hurried).rejects.toMatchObject({ code: 'deadline_exceeded' });
    gate.resolve(undefined);
    expect(await slow).toMatchObject({ text: 'wait', together: true });
  });

  it('travel alone when there is but one, and when they are commands', async () => {
    expect(await ask('alone')).toMatchObject({ together: false });
    const both = await Promise.all(['one', 'other'].map((text) => ask(text, { contract: order })));
    expect(both).toMatchObject([{ together: false }, { together: false }]);
  });

  it('are answered one by one after a process has died with them', async () => {
    await server.close();
    const answers = Promise.all([ask('one'), ask('other')]);
    const message = await waiting();
    expect(message.properties.type).toBe(GATHERED);
    channel.nack(message, false, true);
    await start();
    expect(await answers).toMatchObject([
      { text: 'one', together: false },
      { text: 'other', together: false },
    ]);
  });

  it('fail at once when the queue is gone', async () => {
    await server.close();
    await channel.deleteQueue(queue);
    const failed = await Promise.allSettled([ask('one'), ask('other')]);
    expect(failed).toMatchObject(Array(2).fill({ reason: { code: 'service_unavailable' } }));
    await start();
    await getToKnow();
  });

  it('travel alone to a service of a version that does not take them', async () => {
    await server.close();
    const first = ask('first');
    const message = await waiting();
    const { replyTo, correlationId } = message.properties as { replyTo: string; correlationId: string };
    const said = Buffer.from(JSON.stringify({ response: { text: 'first' }, isDisposed: true }));
    channel.ack(message);
    channel.sendToQueue(replyTo, said, { correlationId });
    await first;
    const answers = Promise.all([ask('one'), ask('other')]);
    await start();
    expect(await answers).toMatchObject([{ together: false }, { together: false }]);
  });
});
