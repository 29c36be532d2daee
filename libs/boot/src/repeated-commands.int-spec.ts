import { randomUUID } from 'node:crypto';
import { Controller, type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { InjectModel } from '@nestjs/mongoose';
import amqp from 'amqplib';
import type { Model } from 'mongoose';
import { z } from 'zod';
import { type Actor, defineCommand, type RpcInput, type RpcOutput } from '@crm/contracts';
import { DomainError, isDomainError } from '@crm/kernel';
import { Rpc, RpcClient, RpcServer, rpcQueue } from '@crm/messaging';
import { currentRequest, runInRequest, type RepeatableRequest } from '@crm/observability';
import { MongoModule, StoredCommandLog, Transaction, ensureCollections, newId } from '@crm/persistence';
import { anAdministrator, eventually, testDatabase, testServers, uniqueName } from '@crm/testing';
import { schemas, type Trace } from '../test/deals-stand-in.ts';

const leave = defineCommand('traces.leave', {
  input: z.strictObject({ text: z.string() }),
  output: z.strictObject({ id: z.string(), text: z.string() }),
  errors: ['deal.closed'],
});
const leaveAfterwards = defineCommand('traces.leave-afterwards', {
  input: z.strictObject({}),
  output: z.strictObject({ preparedWithin: z.boolean() }),
  errors: [],
});
const fail = defineCommand('traces.fail', {
  input: z.strictObject({ code: z.string() }),
  output: z.strictObject({}),
  errors: ['deal.closed'],
});

@Controller()
class TracesController {
  constructor(
    @InjectModel('Trace') private readonly traces: Model<Trace>,
    private readonly transaction: Transaction,
    private readonly commands: StoredCommandLog,
  ) {}

  @Rpc(leave)
  leave({ text }: RpcInput<typeof leave>): Promise<RpcOutput<typeof leave>> {
    const id = newId();
    const now = new Date();
    return this.transaction.run(async () => {
      await this.traces.create({ _id: id, text, createdAt: now, updatedAt: now });
      return { id, text };
    });
  }

  @Rpc(leaveAfterwards, { keepsAnswers: true })
  async leaveAfterwards(): Promise<RpcOutput<typeof leaveAfterwards>> {
    const preparedWithin = this.transaction.active;
    return this.commands.once(currentRequest()!.repeatable!, async () => {
      await this.leave({ text: 'afterwards' });
      return { preparedWithin };
    });
  }

  @Rpc(fail)
  async fail({ code }: RpcInput<typeof fail>): Promise<RpcOutput<typeof fail>> {
    await this.leave({ text: code });
    throw code === 'bug' ? new TypeError('the insides') : new DomainError(code, { dealId: '7' });
  }
}

const signActor = async (actor: Actor): Promise<string> => JSON.stringify(actor);
const verifyActor = async (token: string): Promise<Actor> => JSON.parse(token) as Actor;

describe('a command that its caller may repeat, over RabbitMQ', () => {
  const { rabbitmqUrl: url } = testServers();
  const queuePrefix = `${uniqueName('rpc')}.`;
  const queue = rpcQueue('traces', queuePrefix);
  const database = testDatabase();
  let client: RpcClient;
  let app: INestMicroservice;
  let traces: Model<Trace>;

  beforeAll(async () => {
    @Module({
      imports: [MongoModule.forRoot({ ...database, schemas })],
      controllers: [TracesController],
      providers: [StoredCommandLog],
    })
    class TracesModule {}
    const server = new RpcServer({ url, queue, prefetch: 50, verifyActor });
    app = await NestFactory.createMicroservice(TracesModule, { strategy: server, logger: false });
    traces = app.get<Model<Trace>>('TraceModel', { strict: false });
    await ensureCollections(traces.db, schemas);
    server.keepCommandsIn(app.get(StoredCommandLog));
    await app.listen();
    client = await RpcClient.connect({ url, queuePrefix, signActor });
  });
  beforeEach(() => traces.deleteMany());
  afterAll(async () => {
    await client.close();
    await app.close();
    await database.drop();
    const broker = await amqp.connect(url);
    const channel = await broker.createChannel();
    await channel.deleteQueue(queue);
    await broker.close();
  });

  const aRequest = (key: string, fingerprint = 'one'): RepeatableRequest => ({ key, fingerprint, replayed: false });
  const within = <T>(repeatable: RepeatableRequest, work: () => Promise<T>): Promise<T> =>
    runInRequest({ requestId: randomUUID(), repeatable }, work);
  const leaveTrace = (repeatable: RepeatableRequest, text = 'left') =>
    within(repeatable, () => client.call(leave, { text }, { actor: anAdministrator(), deadline: 20_000 }));

  /** As a caller does who is told that the first is still being worked on. */
  const persist = (key: string) =>
    eventually(async () => {
      const request = aRequest(key);
      return { reply: await leaveTrace(request), replayed: request.replayed };
    });

  it('takes effect once of fifty at once, and all get the same answer', async () => {
    const key = uniqueName('key');
    const answers = await Promise.all(Array.from({ length: 50 }, () => persist(key)));
    expect(new Set(answers.map(({ reply }) => JSON.stringify(reply))).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await traces.countDocuments()).toBe(1);
  });

  it('has done before its transaction what its handler does by itself, and takes effect once all the same', async () => {
    const [first, second] = [aRequest(uniqueName('key'))].flatMap((request) => [request, { ...request }]);
    for (const request of [first!, second!]) {
      const reply = await within(request, () => client.call(leaveAfterwards, {}, { actor: anAdministrator() }));
      expect(reply).toEqual({ preparedWithin: false });
    }
    expect([first?.replayed, second?.replayed]).toEqual([false, true]);
    expect(await traces.countDocuments()).toBe(1);
  });

  it('takes effect again under another key', async () => {
    await leaveTrace(aRequest(uniqueName('key')));
    await leaveTrace(aRequest(uniqueName('key')));
    expect(await traces.countDocuments()).toBe(2);
  });

  it('is refused when the key was used for another question', async () => {
    const key = uniqueName('key');
    await leaveTrace(aRequest(key));
    await expect(leaveTrace(aRequest(key, 'two'), 'other')).rejects.toMatchObject({ code: 'repeat.mismatch' });
    expect(await traces.countDocuments()).toBe(1);
  });

  it.each([
    { code: 'deal.closed', seen: { code: 'deal.closed', details: { dealId: '7' } } },
    { code: 'bug', seen: { code: 'internal', details: { contract: 'traces.fail' } } },
  ])('that ended with $code ends so again, without effect', async ({ code, seen }) => {
    const key = uniqueName('key');
    const attempt = async (repeatable: RepeatableRequest) =>
      within(repeatable, () => client.call(fail, { code }, { actor: anAdministrator() })).catch((error: unknown) =>
        isDomainError(error) ? { code: error.code, details: error.details } : error,
      );
    const repetition = aRequest(key);
    expect(await attempt(aRequest(key))).toEqual(seen);
    expect(await attempt(repetition)).toEqual(seen);
    expect(repetition.replayed).toBe(true);
    expect(await traces.countDocuments()).toBe(0);
  });

  it('is begun anew when it was not valid before', async () => {
    const key = uniqueName('key');
    const unfit = { text: 7 as unknown as string };
    const refused = within(aRequest(key), () => client.call(leave, unfit, { actor: anAdministrator() }));
    await expect(refused).rejects.toMatchObject({ code: 'invalid' });
    expect(await leaveTrace(aRequest(key))).toMatchObject({ text: 'left' });
  });
});
