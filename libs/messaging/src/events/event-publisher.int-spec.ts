import { eventually, SeverableLink, testServers, uniqueName } from '@crm/testing';
import { anEvent, Broker, EventService, thingMoved } from '../../test/event-service.ts';
import { BrokerConnection } from '../links/broker-connection.ts';
import { exchanges } from '../topology/names.ts';
import { RabbitEventPublisher } from './event-publisher.ts';

describe(RabbitEventPublisher, () => {
  const prefix = `${uniqueName('publisher')}.`;
  let broker: Broker;
  let link: SeverableLink;
  let connection: BrokerConnection;
  let publisher: RabbitEventPublisher;
  let service: EventService;
  const seen: string[] = [];

  beforeAll(async () => {
    broker = await Broker.connect(prefix);
    link = await SeverableLink.to(testServers().rabbitmqUrl);
    connection = BrokerConnection.to(link.url);
    publisher = await RabbitEventPublisher.over(connection, prefix);
    service = await EventService.start({ prefix, react: ({ id }) => void seen.push(id) });
  });
  afterAll(async () => {
    await service.stop();
    await publisher.close();
    await connection.close();
    link.sever();
    await broker.remove();
  });
  beforeEach(() => {
    seen.length = 0;
  });

  it('says which events the broker has stored, and they arrive in the order in which they were given', async () => {
    const events = Array.from({ length: 200 }, () => anEvent());
    expect(await publisher.publish(events)).toEqual(new Set(events.map(({ id }) => id)));
    await eventually(() => expect(seen).toEqual(events.map(({ id }) => id)));
  });

  it('writes on the message what people look for', async () => {
    const channel = await broker.connection.createChannel();
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, exchanges(prefix).events, thingMoved.type);
    const event = anEvent('', { type: thingMoved.type });
    await publisher.publish([event]);
    const message = await channel.get(queue, { noAck: true });
    expect(message).toMatchObject({
      fields: { routingKey: thingMoved.type },
      properties: {
        messageId: event.id,
        type: event.type,
        deliveryMode: 2,
        headers: {
          'x-request-id': 'r-1',
          'x-aggregate-kind': 'thing',
          'x-aggregate-id': event.aggregate.id,
          'x-seq': 1,
        },
      },
    });
    await channel.close();
  });

  it('counts an event that nobody consumes as stored: it lies with the unrouted for people who wonder', async () => {
    const { unrouted } = exchanges(prefix);
    const before = await broker.count(unrouted);
    const event = anEvent('alone', { type: 'things.nobody-listens.v1' });
    expect(await publisher.publish([event])).toEqual(new Set([event.id]));
    expect(await broker.count(unrouted)).toBe(before + 1);
  });

  it('A5: does not count an event that the broker gave back, although the broker confirms it', async () => {
    await broker.delete(exchanges(prefix).unrouted);
    const [lost, kept] = [anEvent('lost', { type: 'things.nobody-listens.v1' }), anEvent('kept')];
    expect(await publisher.publish([lost, kept])).toEqual(new Set([kept.id]));
  });

  it('A3: keeps nothing while the link is down, and goes on when it is back', async () => {
    link.sever();
    await eventually(() => expect(publisher.isOpen()).toBe(false));
    const event = anEvent();
    expect(await publisher.publish([event])).toEqual(new Set());
    await link.mend();
    await eventually(() => expect(publisher.isOpen()).toBe(true));
    const later = anEvent();
    expect(await publisher.publish([later])).toEqual(new Set([later.id]));
    await eventually(() => expect(seen).toEqual([later.id]));
  });

  it('answers at once when the link drops before the broker has confirmed', async () => {
    const events = Array.from({ length: 500 }, () => anEvent());
    const published = publisher.publish(events);
    link.sever();
    const stored = await published;
    expect(stored.size).toBeLessThan(events.length);
    await link.mend();
    await eventually(() => expect(publisher.isOpen()).toBe(true));
  });

  it('comes back by itself when its exchange was deleted, without ending its connection', async () => {
    const opened = connection.manager.connection;
    const channel = await broker.connection.createChannel();
    await channel.deleteExchange(exchanges(prefix).events);
    await channel.close();
    const event = anEvent('', { type: 'things.nobody-listens.v1' });
    expect(await publisher.publish([event])).toEqual(new Set());
    await eventually(async () => expect(await publisher.publish([event])).toEqual(new Set([event.id])));
    expect(connection.manager.connection).toBe(opened);
  });
});
