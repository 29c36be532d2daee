import { z } from 'zod';
import { defineEvent, type EventOf } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { metricsText } from '@crm/observability';
import { eventually, SeverableLink, testServers, uniqueName } from '@crm/testing';
import { anEvent, Broker, EventService, PlainProcessor, thingMade, thingMoved } from '../../test/event-service.ts';
import { pauseQueue } from '../topology/names.ts';
import { EVENT_HEADER } from './event-headers.ts';
import type { DeliveredEvent, Verdict } from './event-processor.ts';

type Thing = EventOf<typeof thingMade>;

describe('events from RabbitMQ', () => {
  const prefix = `${uniqueName('events')}.`;
  let broker: Broker;
  let service: EventService;
  const seen: Thing[] = [];
  const texts = (): string[] => seen.map(({ data }) => data.text);
  let react: (event: Thing) => Promise<void> | void;
  const start = (options: Partial<Parameters<typeof EventService.start>[0]> = {}) =>
    EventService.start({
      prefix,
      react: async (event) => {
        await react(event);
        seen.push(event);
      },
      ...options,
    });
  const handled = (...expected: string[]) => eventually(() => expect(texts()).toEqual(expected));
  const deadLetter = () =>
    eventually(async () => {
      const message = await broker.takeDeadLetter();
      expect(message).toBeDefined();
      return message!;
    });

  beforeAll(async () => {
    broker = await Broker.connect(prefix);
    service = await start();
  });
  afterAll(async () => {
    await service.stop();
    await broker.remove();
  });
  beforeEach(async () => {
    seen.length = 0;
    react = () => {};
    await broker.empty();
  });

  it('arrive read by their contract, without what it does not know, and leave the queue', async () => {
    const event = anEvent('a');
    await broker.tell({ ...event, data: { ...(event.data as object), unknown: 1 } });
    await handled('a');
    expect(seen[0]).toEqual(event);
    await eventually(async () => expect(await broker.count(broker.queue)).toBe(0));
    expect(service.server.isAttached()).toBe(true);
  });

  it('arrive in the order in which they were told', async () => {
    const events = Array.from({ length: 600 }, (_, index) => anEvent(String(index)));
    await broker.tell(...events);
    await handled(...events.map((_, index) => String(index)));
  });

  it('come in batches as large as what has arrived', async () => {
    await service.stop();
    const events = Array.from({ length: 300 }, (_, index) => anEvent(String(index)));
    await broker.tell(...events);
    const processor = new PlainProcessor();
    service = await start({ processor });
    await handled(...events.map((_, index) => String(index)));
    const sizes = processor.batches.map((batch) => batch.length);
    expect(Math.max(...sizes)).toBeGreaterThan(50);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(250);
  });

  it('reach all handlers that a service has for them, one after another', async () => {
    const order: string[] = [];
    const extras = { contracts: [thingMade] };
    const gate = Promise.withResolvers<undefined>();
    await service.stop();
    react = async () => {
      order.push('first begins');
      await gate.promise;
      order.push('first ends');
    };
    service = await start();
    service.server.addHandler(thingMade.type, async () => void order.push('second'), true, extras);
    await broker.tell(anEvent());
    await eventually(() => expect(order).toEqual(['first begins']));
    gate.resolve(undefined);
    await eventually(() => expect(order).toEqual(['first begins', 'first ends', 'second']));
    await service.stop();
    react = () => {};
    service = await start();
  });

  it('are tried again after a pause when their handler fails, and others do not wait for that', async () => {
    let failures = 2;
    const attempts: string[] = [];
    react = ({ data }) => {
      attempts.push(data.text);
      if (data.text === 'bad' && (failures -= 1) >= 0) throw new TypeError('a bug');
    };
    await broker.tell(anEvent('bad'), anEvent('good'));
    await handled('good', 'bad');
    expect(attempts.filter((text) => text === 'bad')).toHaveLength(3);
    expect(await broker.count(broker.deadLetterQueue)).toBe(0);
  });

  it('are given up after five failures, with the reason, the times and the number of attempts', async () => {
    let attempts = 0;
    react = () => {
      attempts += 1;
      throw new TypeError('a bug');
    };
    const event = anEvent('bad');
    await broker.tell(event);
    const { properties, content } = await deadLetter();
    expect(attempts).toBe(5);
    expect(JSON.parse(content.toString())).toEqual(event);
    expect(properties).toMatchObject({ messageId: event.id, type: event.type });
    const headers = properties.headers ?? {};
    expect(headers).toMatchObject({
      [EVENT_HEADER.reason]: 'TypeError: a bug',
      [EVENT_HEADER.attempt]: 5,
      [EVENT_HEADER.queue]: broker.queue,
    });
    expect(Date.parse(String(headers[EVENT_HEADER.lastFailedAt]))).toBeGreaterThan(
      Date.parse(String(headers[EVENT_HEADER.firstFailedAt])),
    );
  });

  it('are given up at once when their handler refuses them', async () => {
    let attempts = 0;
    react = () => {
      attempts += 1;
      throw new DomainError('deal.closed');
    };
    await broker.tell(anEvent());
    const { properties } = await deadLetter();
    expect(attempts).toBe(1);
    expect(properties.headers).toMatchObject({ [EVENT_HEADER.attempt]: 1 });
  });

  it('wait in a pause for an earlier one, which is no failure', async () => {
    await service.stop();
    const waits: number[] = [];
    class WaitsTwice extends PlainProcessor {
      protected override async decide(event: DeliveredEvent): Promise<Verdict> {
        waits.push(event.waits);
        expect(event.attempt).toBe(1);
        return event.waits < 2 ? { kind: 'wait' } : super.decide(event);
      }
    }
    service = await start({ processor: new WaitsTwice() });
    await broker.tell(anEvent('late'));
    await handled('late');
    expect(waits).toEqual([0, 1, 2]);
    await service.stop();
    service = await start();
  });

  it('stay in hand, in order and without being counted, while the database is away; readiness tells', async () => {
    await service.stop();
    let away = true;
    class Database extends PlainProcessor {
      override async process(batch: readonly DeliveredEvent[]): Promise<readonly Verdict[]> {
        if (away) throw new Error('The database is away');
        return super.process(batch);
      }
    }
    const processor = new Database();
    service = await start({ processor });
    await broker.tell(anEvent('1'), anEvent('2'));
    await eventually(() => expect(service.server.isAttached()).toBe(false));
    await eventually(() => expect(service.server.eventsOldestAgeSeconds()).toBeGreaterThan(0.1));
    expect((await metricsText()).body).toMatch(/crm_events_oldest_age_seconds\{service="things"\} (?!0$)/m);
    away = false;
    await handled('1', '2');
    expect(processor.batches.flat().every(({ attempt }) => attempt === 1)).toBe(true);
    await eventually(() => expect(service.server.isAttached()).toBe(true));
    expect(service.server.eventsOldestAgeSeconds()).toBe(0);
    await service.stop();
    service = await start();
  });

  it('stay in the queue when no copy of them is known to be safe', async () => {
    react = ({ data }) => {
      if (data.text === 'bad' && seen.length === 0) throw new TypeError('a bug');
    };
    const pause = pauseQueue(broker.queue, 50);
    await broker.delete(pause);
    await broker.tell(anEvent('bad'));
    await eventually(() => expect(service.server.isAttached()).toBe(false));
    expect(await broker.count(broker.deadLetterQueue)).toBe(0);
    await service.stop();
    react = () => {};
    service = await start();
    await handled('bad');
  });

  it('are consumed again after the queue was deleted under the consumer', async () => {
    await broker.delete(broker.queue);
    await eventually(async () => expect(await broker.count(broker.queue)).toBe(0));
    await eventually(() => expect(service.server.isAttached()).toBe(true));
    await broker.tell(anEvent('after'));
    await handled('after');
  });

  it('are consumed again after the link dropped, each of them at least once', async () => {
    await service.stop();
    const link = await SeverableLink.to(testServers().rabbitmqUrl);
    service = await start({ url: link.url });
    react = async ({ data }) => {
      if (data.text === '1' && seen.length === 0) link.sever();
    };
    await broker.tell(anEvent('1'), anEvent('2'));
    await eventually(() => expect(service.server.isAttached()).toBe(false));
    await link.mend();
    await eventually(() => expect(service.server.isAttached()).toBe(true));
    await eventually(() => expect(new Set(texts())).toEqual(new Set(['1', '2'])));
    await eventually(async () => expect(await broker.count(broker.queue)).toBe(0));
    await service.stop();
    link.sever();
    service = await start();
  });

  it('are finished when the service is told to stop in the middle of them', async () => {
    const gate = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    react = () => {
      begun.resolve(undefined);
      return gate.promise;
    };
    await broker.tell(anEvent('1'));
    await begun.promise;
    const stopped = service.stop();
    await eventually(() => expect(service.server.isAttached()).toBe(false));
    expect(texts()).toEqual([]);
    gate.resolve(undefined);
    await stopped;
    expect(texts()).toEqual(['1']);
    expect(await broker.count(broker.queue)).toBe(0);
    service = await start();
  });

  it('are no longer delivered when the service has lost its handler for them', async () => {
    const formerly = defineEvent('deals.deal-won', { aggregate: thingMade.aggregate, data: thingMade.data });
    await service.stop();
    service = await start({ contracts: [thingMade, formerly] });
    await broker.tell(anEvent('1', { type: formerly.type }));
    await handled('1');
    await service.stop();
    service = await start();
    await broker.tell(anEvent('2', { type: formerly.type }), anEvent('3'));
    await handled('1', '3');
    expect(await broker.count(broker.deadLetterQueue)).toBe(0);
  });

  it('need a contract that a service tells, and something that makes them take effect', async () => {
    expect(() => service.server.assertConsumesOnly([thingMade])).not.toThrow();
    expect(() => service.server.assertConsumesOnly([thingMoved])).toThrow(/No service tells things.thing-made.v1/);
    const bare = defineEvent('things.bare', {
      aggregate: 'thing',
      data: z.object({ id: z.string(), version: z.int() }),
    });
    expect(() => service.server.addHandler(bare.type, async () => undefined, true)).toThrow(/bind it with @OnEvent/);
  });
});
