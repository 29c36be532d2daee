import { type RmqContext } from '@nestjs/microservices';
import type { Channel, Message } from 'amqplib';
import { lastValueFrom } from 'rxjs';
import { eventually, SeverableLink, testServers, uniqueName } from '@crm/testing';
import { EchoService } from '../../test/echo-service.ts';
import { anEvent, Broker } from '../../test/event-service.ts';
import { PlainTransport } from '../../test/plain-transport.ts';
import { RabbitEventPublisher } from '../events/event-publisher.ts';
import { BrokerConnection } from '../links/broker-connection.ts';
import { onThrowAwayChannel } from '../links/throw-away-channel.ts';

describe('faults of the plain client', () => {
  let plain: PlainTransport;
  let link: SeverableLink;
  let ours: EchoService;

  beforeEach(async () => {
    plain = await PlainTransport.open();
    link = await SeverableLink.to(testServers().rabbitmqUrl);
    ours = new EchoService({ client: link.url });
    await ours.connect();
  });
  afterEach(async () => {
    await link.mend();
    await plain.remove();
    await ours.remove();
    link.sever();
  });

  it('N4: no fault any more: plain hears as well as ours that a full queue refused its event', async () => {
    const queue = `${plain.queue}.full`;
    const settings = { 'x-queue-type': 'quorum', 'x-max-length': 1, 'x-overflow': 'reject-publish' };
    const client = await plain.client({ queue, queueOptions: { durable: true, arguments: settings } });
    const emit = () => lastValueFrom(client.emit('kept.event', {}), { defaultValue: undefined });
    await expect(emit()).resolves.toBeUndefined();
    await eventually(async () => expect((await plain.channel.checkQueue(queue)).messageCount).toBe(1));
    await eventually(() => expect(emit()).rejects.toThrow(/nacked/));
    await plain.channel.deleteQueue(queue);
  });

  it('N5: plain counts an event as sent that no queue took; ours does not', async () => {
    const client = await plain.client();
    await plain.channel.deleteQueue(plain.queue);
    await expect(lastValueFrom(client.emit('lost.event', {}), { defaultValue: undefined })).resolves.toBeUndefined();
    expect(await ours.ask('nobody is there')).toMatchObject({ code: 'service_unavailable' });
  });

  it('N6, N7: plain leaves a caller waiting for ever when the link drops; ours tells him at once', async () => {
    const gate = Promise.withResolvers<undefined>();
    const begun: string[] = [];
    await plain.serve({ slow: async () => (begun.push('plain'), await new Promise(() => {})) });
    const client = await plain.client({ urls: [link.url] });
    await ours.start(async (text) => (begun.push('ours'), await gate.promise, text));
    const [theirs, answer] = [plain.ask(client, 'slow', 3_000), ours.ask('slow', 60_000)];
    await eventually(() => expect(begun.toSorted()).toEqual(['ours', 'plain']));
    link.sever();
    expect(await answer).toMatchObject({ code: 'service_unavailable' });
    expect(await ours.ask('while it is down', 60_000)).toMatchObject({ code: 'service_unavailable' });
    expect(await theirs).toBe('still waiting');
    gate.resolve(undefined);
  });

  it('N8: plain has executed later what its caller gave up; ours has not', async () => {
    const client = await plain.client();
    const executed: string[] = [];
    expect(await plain.ask(client, 'work', 200)).toBe('still waiting');
    await ours.start((text) => text);
    await ours.stop();
    expect(await ours.ask('stale', 200)).toMatchObject({ code: 'deadline_exceeded' });
    const serve = async (_data: unknown, context: RmqContext): Promise<void> => {
      executed.push('plain');
      (context.getChannelRef() as Channel).ack(context.getMessage() as Message);
    };
    await plain.serve({ work: serve });
    await ours.start((text) => (executed.push(text), text));
    expect(await ours.ask('fresh')).toEqual({ text: 'fresh' });
    await eventually(() => expect(executed.toSorted()).toEqual(['fresh', 'plain']));
  });

  it('N16: acknowledged answers, which the plain client can be told to want, are refused by the broker; ours wants none', async () => {
    const wanted = onThrowAwayChannel(plain.connection, (channel) =>
      channel.consume('amq.rabbitmq.reply-to', () => {}, { noAck: false }),
    );
    await expect(wanted).rejects.toThrow(/reply consumer cannot acknowledge/);
    await ours.start((text) => text);
    expect(await ours.ask('heard')).toEqual({ text: 'heard' });
  });

  it('N18: plain refuses an event without data; an event of ours says which record it is of', async () => {
    const client = await plain.client();
    await expect(lastValueFrom(client.emit('bare.event', null))).rejects.toThrow();
    const broker = await Broker.connect(`${uniqueName('faults')}.`);
    const connection = BrokerConnection.to(testServers().rabbitmqUrl);
    const publisher = await RabbitEventPublisher.over(connection, broker.prefix);
    const event = anEvent('', { data: null });
    expect(await publisher.publish([event])).toEqual(new Set([event.id]));
    await publisher.close();
    await connection.close();
    await broker.remove();
  });
});
