import amqp, { type ChannelModel, type Options } from 'amqplib';
import { eventually, testServers, uniqueName } from '@crm/testing';
import { Broker, EventService, pausesMs } from '../../test/event-service.ts';
import { BrokerConnection } from '../links/broker-connection.ts';
import { onThrowAwayChannel } from '../links/throw-away-channel.ts';
import { RabbitEventPublisher } from '../events/event-publisher.ts';
import { RpcServer } from '../rpc-server.ts';
import { consumerTopology } from './event-topology.ts';
import { declare, type Declaration } from './declaration.ts';
import { deadLetterQueue, eventQueue, exchanges, pauseQueue, rpcQueue } from './names.ts';

const url = testServers().rabbitmqUrl;
const start = (prefix: string): Promise<EventService> => EventService.start({ prefix, react: () => {} });

describe('what a service declares on the broker', () => {
  let prefix: string;
  let connection: ChannelModel;

  beforeEach(async () => {
    prefix = `${uniqueName('topology')}.`;
    connection = await amqp.connect(url);
  });
  afterEach(async () => {
    const broker = await Broker.connect(prefix);
    await broker.remove();
    await connection.close();
  });

  const make = (queue: string, settings: Record<string, unknown>, options: Options.AssertQueue = {}) =>
    onThrowAwayChannel(connection, (channel) =>
      channel.assertQueue(queue, { durable: true, ...options, arguments: { 'x-queue-type': 'quorum', ...settings } }),
    );

  it('is there after the start, and again after another', async () => {
    const service = await start(prefix);
    await service.stop();
    await declare(connection, consumerTopology({ service: 'things', prefix, pausesMs }));
    const again = await start(prefix);
    expect(again.server.isAttached()).toBe(true);
    await again.stop();
  });

  it.each([
    { queue: 'things.events', has: { 'x-delivery-limit': 7 }, says: /wants \S+, the broker has none/ },
    { queue: 'things.dlq', has: {}, says: /wants \d+, the broker has none/ },
    { queue: 'things.events.pause-0.05s', has: { 'x-message-ttl': 5 }, says: /the broker has/ },
    {
      queue: 'things.rpc',
      has: { 'x-delivery-limit': 7 },
      says: /another x-queue-type: .* wants classic, the broker has quorum/,
    },
  ])('is refused, untouched, when $queue exists with other settings', async ({ queue, has, says }) => {
    await make(`${prefix}${queue}`, has);
    const refusal: unknown = await start(prefix).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'TopologyError' });
    const { message } = refusal as Error;
    expect(message).toContain(`The queue ${prefix}${queue} exists with another`);
    expect(message).toMatch(says);
    expect(message).toContain(`rabbitmqctl delete_queue ${prefix}${queue} --if-empty`);
    await make(`${prefix}${queue}`, has);
  });

  it('is refused when an exchange exists as another type, to those who tell events as well', async () => {
    const { events } = exchanges(prefix);
    await onThrowAwayChannel(connection, (channel) => channel.assertExchange(events, 'fanout'));
    await expect(start(prefix)).rejects.toThrow(`The exchange ${events} exists with another type`);
    await expect(RabbitEventPublisher.over(BrokerConnection.to(url), prefix)).rejects.toThrow(/another type/);
  });

  it('does not stay subscribed when the service consumes no events any more', async () => {
    const consuming = await start(prefix);
    await consuming.stop();
    const queue = rpcQueue('things', prefix);
    const verifyActor = (): Promise<never> => Promise.reject(new Error('Nobody calls'));
    const events = { service: 'things', queuePrefix: prefix };
    const server = new RpcServer({ url, queue, prefetch: 1, verifyActor, events });
    await server.start();
    expect(server.isAttached()).toBe(true);
    await server.close();
  });

  it('names a queue by its pause, so that another pause is another queue', () => {
    expect(pauseQueue(eventQueue('deals'), 5_000)).toBe('deals.events.pause-5s');
    expect(deadLetterQueue('deals')).toBe('deals.dlq');
    const queues = consumerTopology({ service: 'deals', prefix: '', pausesMs: [5_000, 30_000, 300_000] })
      .filter(({ kind }: Declaration) => kind === 'queue')
      .map(({ name }) => name);
    expect(queues).toEqual([
      'crm.unrouted',
      'deals.dlq',
      'deals.events',
      'deals.events.pause-5s',
      'deals.events.pause-30s',
      'deals.events.pause-300s',
    ]);
  });

  it('comes back when somebody deletes it while the service runs', async () => {
    const service = await start(prefix);
    const broker = await Broker.connect(prefix);
    await broker.delete(deadLetterQueue('things', prefix), eventQueue('things', prefix));
    await eventually(async () => expect(await broker.count(deadLetterQueue('things', prefix))).toBe(0));
    await eventually(() => expect(service.server.isAttached()).toBe(true));
    await broker.connection.close();
    await service.stop();
  });
});
