import { AsyncResource } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { type AnyEventContract, dealChanged, type DealFact, type EventSubject } from '@crm/contracts';
import { runInRequest } from '@crm/observability';
import { Outbox, outboxSchemas, OutboxWritingModule } from '@crm/outbox';
import { commandSchema, newId, StoredCommandLog, toObjectId, Transaction } from '@crm/persistence';
import { RedisConnection } from '@crm/redis';
import {
  eventually,
  sentCommands,
  type ServiceContext,
  SeverableLink,
  startServiceContext,
  testServers,
  uniqueName,
} from '@crm/testing';
import type { mongo } from 'mongoose';
import { type CardSection, cardSectionSchema } from './card-section.schema.ts';
import { CardSections, toPrebuilt } from './card-sections.ts';
import { CardSectionsModule } from './card-sections.module.ts';
import { CardMarks, prefixOf } from './marks/card-marks.ts';
import { SectionSource, type SectionToKeep } from './section-source.ts';

const aDealOf = (clientId: string): DealFact => ({
  ...{ id: newId(), version: 1, title: 'Delivery', clientId, productId: null, ownerId: newId(), closedAt: null },
  ...{ departmentId: newId(), pipelineId: newId(), stageId: newId(), status: 'open' },
  amount: { amount: '1.00', currency: 'RUB' },
});

interface Facts {
  readonly current: boolean;
}

/** Shows a number for each client, which stands for all records; how it is read is up to the test. */
@Injectable()
class NumberSource extends SectionSource<Facts> {
  readonly service = 'deals';
  shape = '1';
  built: string[] = [];
  lasting = true;
  current = true;
  numbers = new Map<string, number>();
  relatives: string[] = [];
  /** What happens between the reading of the records and the storing of the section. */
  meanwhile: () => Promise<unknown> = async () => undefined;

  clientsOf(event: AnyEventContract, data: EventSubject): readonly string[] {
    return event === dealChanged ? [String((data as { clientId?: unknown }).clientId)] : [];
  }

  async build(clientId: string): Promise<SectionToKeep<Facts>> {
    this.built.push(clientId);
    const { meanwhile, current, lasting } = this;
    this.meanwhile = async () => undefined;
    const shown = { number: this.numbers.get(clientId) ?? 0 };
    await meanwhile();
    return { shown, mentions: ['a', 'b', 'a'], facts: { current }, lasting };
  }

  override async concernedBy(clientIds: readonly string[]): Promise<readonly string[]> {
    return [...clientIds, ...this.relatives];
  }

  override isCurrent(facts: Facts): boolean {
    return facts.current;
  }
}

describe(CardSections, () => {
  let context: ServiceContext;
  let sections: CardSections<Facts>;
  let source: NumberSource;
  let transaction: Transaction;
  let clientId: string;

  beforeAll(async () => {
    context = await startServiceContext({
      imports: [OutboxWritingModule.forRoot({ service: 'deals' }), CardSectionsModule.of(NumberSource, [])],
      schemas: { ...outboxSchemas, Command: commandSchema, CardSection: cardSectionSchema },
    });
    sections = context.get<CardSections<Facts>>(CardSections);
    source = context.get(NumberSource);
    transaction = context.get(Transaction);
  });
  afterAll(() => context.stop());
  beforeEach(() => {
    clientId = newId();
    Object.assign(source, { shape: '1', built: [], lasting: true, current: true, relatives: [] });
  });

  const read = async (): Promise<unknown> => JSON.parse((await sections.get(clientId)).json.toString());
  const builds = (): number => source.built.filter((id) => id === clientId).length;
  const untilKept = (id: string): Promise<void> =>
    eventually(async () => {
      const kept = await context.connection.collection('card-sections').findOne({ _id: toObjectId(id) });
      expect(kept).toMatchObject({ built: { shape: source.shape } });
    });
  /** A change of the records: the number rises when the transaction is stored. */
  const change = (during: () => Promise<unknown> = async () => undefined) =>
    transaction.run(async () => {
      sections.touch([clientId]);
      await during();
      transaction.afterCommit(() => source.numbers.set(clientId, (source.numbers.get(clientId) ?? 0) + 1));
    });

  it('is built once and then kept, with whom it mentions', async () => {
    expect(await read()).toEqual({ number: 0 });
    await untilKept(clientId);
    const kept = await sections.get(clientId);
    expect(builds()).toBe(1);
    expect(kept).toMatchObject({ mentions: ['a', 'b'], facts: { current: true } });
    expect(toPrebuilt(kept)).toMatchObject({ json: Buffer.from('{"number":0}'), note: 'a,b' });
  });

  it('is built once for all who ask at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, read));
    expect(builds()).toBe(1);
  });

  it('is read together with those of other clients that are asked for at the same time', async () => {
    const ids = [clientId, newId(), newId()];
    await sections.complete(ids);
    const sent = await sentCommands(context.connection, () => Promise.all(ids.map((id) => sections.get(id))));
    expect(sent.filter(({ name }) => name === 'find')).toHaveLength(1);
    expect(source.built.filter((id) => ids.includes(id))).toHaveLength(3);
  });

  it('is not kept from who has time by another one who has none left', async () => {
    const late = runInRequest({ requestId: 'late', deadline: Date.now() - 1 }, () => sections.get(newId()));
    late.catch(() => undefined);
    expect(await read()).toEqual({ number: 0 });
  });

  it('is gone with a change, and there with one that failed', async () => {
    await read();
    await untilKept(clientId);
    await expect(
      transaction.run(async () => {
        sections.touch([clientId]);
        throw new Error('changed his mind');
      }),
    ).rejects.toThrow('changed his mind');
    expect([await read(), builds()]).toEqual([{ number: 0 }, 1]);
    await change();
    expect([await read(), builds()]).toEqual([{ number: 1 }, 2]);
  });

  it('is gone with any event that tells of a record which it shows', async () => {
    await read();
    await untilKept(clientId);
    await transaction.run(async () => context.get(Outbox).add(dealChanged, aDealOf(clientId)));
    await read();
    expect(builds()).toBe(2);
  });

  it.each(['that never was', 'that was there before'])(
    'is not kept when the records have changed since they were read: of a section %s',
    async (which) => {
      if (which === 'that was there before') {
        await read();
        await change();
      }
      const before = source.numbers.get(clientId) ?? 0;
      source.meanwhile = () => change();
      expect(await read()).toEqual({ number: before });
      expect(await read()).toEqual({ number: before + 1 });
    },
  );

  it('is not kept when it was stored beside a change that is not stored yet', async () => {
    // Somebody asks outside of the transaction, after it has begun and before it has written to the section.
    const readOutside = AsyncResource.bind(read);
    const untilKeptOutside = AsyncResource.bind(untilKept);
    let attempts = 0;
    await change(async () => {
      attempts += 1;
      await context.connection.models['CardSection']!.findById(clientId);
      if (attempts > 1) return;
      expect(await readOutside()).toEqual({ number: 0 });
      await untilKeptOutside(clientId);
    });
    expect(attempts).toBe(2);
    expect(await read()).toEqual({ number: 1 });
  });

  it('is gone at once within a transaction that takes it away first, and for others when that is stored', async () => {
    await read();
    await untilKept(clientId);
    const readOutside = AsyncResource.bind(read);
    await change(async () => {
      await sections.touchFirst([clientId]);
      expect(await context.connection.models['CardSection']!.findById(clientId)).toMatchObject({ revision: 1 });
      expect(await readOutside()).toEqual({ number: 0 });
    });
    expect([await read(), builds()]).toEqual([{ number: 1 }, 2]);
  });

  it('is built anew in another shape, and when it is not current any more', async () => {
    await read();
    await untilKept(clientId);
    source.shape = '2';
    await read();
    await untilKept(clientId);
    await read();
    expect(builds()).toBe(2);
    source.current = false;
    source.shape = '3';
    await read();
    await untilKept(clientId);
    await read();
    expect(builds()).toBe(4);
  });

  it('is not kept when it will not last', async () => {
    source.lasting = false;
    await read();
    await read();
    expect(builds()).toBe(2);
  });

  it('is completed for many clients where it is missing or of another shape', async () => {
    const [kept, outdated, missing] = [clientId, newId(), newId()];
    await sections.complete([kept]);
    source.shape = '0';
    await sections.complete([outdated]);
    Object.assign(source, { shape: '1', built: [] });
    const sent = await sentCommands(context.connection, () => sections.complete([kept, outdated, missing]));
    // One question for what is there, and the new ones in one write of each kind.
    expect(sent.map(({ name }) => name).toSorted()).toEqual(['find', 'insert', 'update']);
    expect(source.built.toSorted()).toEqual([outdated, missing].toSorted());
    for (const id of [kept, outdated, missing]) await sections.get(id);
    expect(source.built).toHaveLength(2);
  });

  it.each(['that never was', 'that was there before'])(
    'is not completed with what was read before a change: of a section %s',
    async (which) => {
      const other = newId();
      if (which === 'that was there before') {
        await sections.complete([clientId]);
        source.shape = '2';
      }
      source.meanwhile = () => change();
      await sections.complete([clientId, other]);
      const at = source.numbers.get(clientId);
      expect(at).toBe(1);
      expect([await read(), builds()]).toEqual([{ number: at }, which === 'that never was' ? 2 : 3]);
      const before = source.built.length;
      await sections.get(other);
      expect(source.built).toHaveLength(before);
    },
  );

  it('is left as somebody else has stored it while it was completed', async () => {
    source.meanwhile = async () => {
      await sections.get(clientId);
      await untilKept(clientId);
    };
    const other = newId();
    await sections.complete([clientId, other]);
    await untilKept(other);
    expect(await read()).toEqual({ number: 0 });
  });

  it('is built anew for the next one when building it has failed', async () => {
    const fail = (): void => {
      source.meanwhile = () => Promise.reject(new Error('cannot be read'));
    };
    fail();
    await expect(read()).rejects.toThrow('cannot be read');
    fail();
    await expect(sections.complete([clientId])).rejects.toThrow('cannot be read');
    expect(await read()).toEqual({ number: 0 });
  });

  it('lets loads come one after the other, whatever becomes of them', async () => {
    const order: string[] = [];
    const gate = Promise.withResolvers<undefined>();
    const first = sections.inTurn(async () => {
      await gate.promise;
      order.push('first');
      throw new Error('broken off');
    });
    const second = sections.inTurn(async () => void order.push('second'));
    gate.resolve(undefined);
    await expect(first).rejects.toThrow('broken off');
    await second;
    expect(order).toEqual(['first', 'second']);
  });

  it('cannot be taken away outside of a transaction', () => {
    expect(() => sections.touch([clientId])).toThrow('needs a transaction');
  });

  describe('is told of to who keeps cards whole', () => {
    const prefix = () => prefixOf(context.connection.name);
    const redis = () => context.get(RedisConnection).client;
    const markOf = (id: string) => redis().get(`${prefix()}section-mark:deals:${id}`);
    const lease = () => redis().get(`${prefix()}section-lease:deals`);
    /** As another process would. */
    const takeAway = (_id: mongo.ObjectId) =>
      context.connection
        .collection<Pick<CardSection, '_id' | 'revision'>>('card-sections')
        .updateOne({ _id }, { $inc: { revision: 1 }, $unset: { built: 1 } }, { upsert: true });

    it('when it is taken away, before the change is answered, and not when that failed', async () => {
      await change();
      expect(await markOf(clientId)).toMatch(/^[0-9a-f]{24}$/);
      clientId = newId();
      await expect(change(() => Promise.reject(new Error('changed his mind')))).rejects.toThrow('changed his mind');
      await read();
      await untilKept(clientId);
      expect(await markOf(clientId)).toBeNull();
    });

    it('with all clients whose card shows something of it', async () => {
      const subsidiary = newId();
      source.relatives = [subsidiary];
      await change();
      expect(await markOf(subsidiary)).toBe(await markOf(clientId));
    });

    it('whoever has taken it away, at the latest by the stream of changes', async () => {
      await eventually(async () => expect(await lease()).not.toBeNull());
      const marks = new Set<string>();
      for (const count of [1, 2, 3]) {
        await takeAway(toObjectId(clientId));
        await eventually(async () => {
          const mark = await markOf(clientId);
          if (mark !== null) marks.add(mark);
          expect(marks.size).toBe(count);
        });
      }
    });

    it('under another lease when Redis was emptied, so that nothing from before counts', async () => {
      const before = await eventually(async () => {
        const held = await lease();
        expect(held).not.toBeNull();
        return held;
      });
      await redis().del(`${prefix()}section-lease:deals`);
      await eventually(async () => expect(await lease()).toMatch(/^[0-9a-f]{24}$/));
      expect(await lease()).not.toBe(before);
    });

    it('or waits, when its command is repeated here, until nobody relies on what a process that died has not told', async () => {
      const log = context.get(StoredCommandLog);
      const command = { key: uniqueName('key'), fingerprint: 'one', replayed: false };
      const stored = { fingerprint: command.fingerprint, at: new Date(), answer: JSON.stringify({ reply: 'stored' }) };
      await context.connection.collection<{ _id: string }>('commands').insertOne({ _id: command.key, ...stored });
      const marks = new CardMarks(redis(), `${uniqueName('system')}:`);
      await marks.takeLease('deals', performance.now());
      expect(await log.once(command, () => Promise.reject(new Error('carried out twice')))).toBe('stored');
      expect(await marks.isVouchedFor('deals')).toBe(false);
    });

    it('or else by waiting until nobody relies on having been told', async () => {
      const link = await SeverableLink.to(testServers().redisUrl);
      const cut = await RedisConnection.open(link.url);
      const system = `${uniqueName('system')}:`;
      const marks = new CardMarks(cut.client, system);
      await marks.takeLease('deals', performance.now());
      const watching = new CardMarks(redis(), system);
      link.sever();
      await marks.change('deals', [clientId]);
      expect(await watching.isVouchedFor('deals')).toBe(false);
      await cut.onApplicationShutdown();
    });
  });
});
