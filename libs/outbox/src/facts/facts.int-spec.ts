import { Injectable, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Actor, type DealFact, dealChanged, dealOpened, type EventSubject } from '@crm/contracts';
import { listDealEvents, snapshotDealFacts } from '@crm/contracts';
import { MessagingModule, RpcClient, RpcServer, rpcQueue } from '@crm/messaging';
import { ensureCollections, MongoModule, newId, openConnection, Transaction } from '@crm/persistence';
import { anAdministrator, testDatabase, testServers, uniqueName } from '@crm/testing';
import amqp from 'amqplib';
import { BrokerDouble } from '../../test/broker-double.ts';
import { aDealFact } from '../../test/deals.ts';
import { anEvent } from '../../test/events.ts';
import { type FactSource, FactSources, Outbox, OutboxModule, outboxSchemas } from '../index.ts';
import { RpcForeignFacts } from './foreign-facts.ts';

/** A stand-in for signatures, which are not what is tested here. */
const signActor = async (actor: Actor): Promise<string> => JSON.stringify(actor);
const verifyActor = async (token: string): Promise<Actor> => JSON.parse(token) as Actor;

const facts: DealFact[] = Array.from({ length: 3 }, () => aDealFact());

@Injectable()
class DealFacts implements FactSource {
  readonly kind = 'deal';

  constructor(sources: FactSources) {
    sources.add(this);
  }

  async page(afterId: string | null, limit: number): Promise<readonly EventSubject[]> {
    return facts.filter(({ id }) => afterId === null || id > afterId).slice(0, limit);
  }
}

describe('the facts of a service, asked for over RabbitMQ', () => {
  const { rabbitmqUrl: url } = testServers();
  const queuePrefix = `${uniqueName('facts')}.`;
  const database = testDatabase();
  let service: INestMicroservice;
  let client: RpcClient;

  beforeAll(async () => {
    const connection = await openConnection(database.uri, database.database);
    await ensureCollections(connection, outboxSchemas);
    await connection.close();
    const imports = [
      MongoModule.forRoot({ ...database, schemas: outboxSchemas }),
      MessagingModule.forRoot({ url, queuePrefix, signActor }),
      OutboxModule.forRoot({ service: 'deals', publisher: { useFactory: () => new BrokerDouble() } }),
    ];
    const strategy = new RpcServer({ url, queue: rpcQueue('deals', queuePrefix), prefetch: 10, verifyActor });
    const module = { module: class Service {}, imports, providers: [DealFacts] };
    service = await NestFactory.createMicroservice(module, { strategy, logger: false });
    await service.listen();
    client = service.get(RpcClient, { strict: false });
  });
  afterAll(async () => {
    await service.close();
    await database.drop();
    const broker = await amqp.connect(url);
    const channel = await broker.createChannel();
    await channel.deleteQueue(rpcQueue('deals', queuePrefix));
    await broker.close();
  });

  async function tell(count: number): Promise<string> {
    const id = newId();
    const outbox = service.get(Outbox, { strict: false });
    await service.get(Transaction, { strict: false }).run(async () => {
      outbox.add(dealOpened, aDealFact({ id }));
      for (let version = 2; version <= count; version += 1) outbox.add(dealChanged, aDealFact({ id, version }));
    });
    return id;
  }
  const foreign = () => new RpcForeignFacts(client);

  it('fill a gap with the events that are missing, and no others', async () => {
    const id = await tell(5);
    const missing = await foreign().fetch({ before: anEvent({ recordId: id, seq: 4 }), afterSeq: 1 });
    expect(missing).toMatchObject([
      { type: 'deals.deal-changed.v1', aggregate: { kind: 'deal', id }, seq: 2, data: { id, version: 2 } },
      { seq: 3 },
    ]);
  });

  it('have nothing of what no service tells', async () => {
    const event = { ...anEvent({ recordId: newId(), seq: 4 }), type: 'nobody.did-anything.v1' };
    expect(await foreign().fetch({ before: event, afterSeq: 1 })).toEqual([]);
  });

  it('come page by page', async () => {
    const system = anAdministrator({ role: 'system' });
    const first = await client.call(snapshotDealFacts, { kind: 'deal', cursor: null, limit: 2 }, { actor: system });
    expect(first).toEqual({ data: facts.slice(0, 2), nextCursor: facts[1]?.id });
    const rest = await foreign().page({ teller: 'deals', kind: 'deal', cursor: first.nextCursor });
    expect(rest).toEqual({ data: facts.slice(2), nextCursor: null });
  });

  it('are refused for a kind that the service does not tell of', async () => {
    const unknown = foreign().page({ teller: 'deals', kind: 'client', cursor: null });
    await expect(unknown).rejects.toMatchObject({ code: 'facts.kind_unknown' });
  });

  it('are for programs alone', async () => {
    const question = { aggregateId: newId(), afterSeq: 0 };
    const asked = client.call(listDealEvents, question, { actor: anAdministrator() });
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
  });
});
