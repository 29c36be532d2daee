import { Logger } from '@nestjs/common';
import type { Channel } from 'amqplib';
import { defineEvent } from '@crm/contracts';
import { eventually, SeverableLink, testServers, uniqueName } from '@crm/testing';
import { EchoService } from '../../test/echo-service.ts';
import { anEvent, Broker, EventService, thingMade } from '../../test/event-service.ts';
import { PlainTransport } from '../../test/plain-transport.ts';

/** Hears of refusals that the caller of this channel's `consume` does not wait for. */
function hearRefusals(channel: Channel, refusals: string[]): void {
  const consume = channel.consume.bind(channel);
  channel.consume = (...what) => {
    const asked = consume(...what);
    asked.catch((error: unknown) => refusals.push(String(error)));
    return asked;
  };
}

describe('faults of the plain server at its start', () => {
  let plain: PlainTransport;
  let link: SeverableLink;
  let ours: EchoService;

  beforeEach(async () => {
    plain = await PlainTransport.open();
    link = await SeverableLink.to(testServers().rabbitmqUrl);
    ours = new EchoService({ server: link.url });
    await ours.connect();
  });
  afterEach(async () => {
    await link.mend();
    await plain.remove();
    await ours.remove();
    link.sever();
  });

  it('N9: plain does not give up after as many attempts as it was told; ours has no such number, is not ready, and starts with the broker', async () => {
    const server = plain.server(
      {},
      { urls: ['amqp://127.0.0.1:1'], maxConnectionAttempts: 2, socketOptions: { reconnectTimeInSeconds: 0.01 } },
    );
    let failures = 0;
    server.on('connectFailed' as never, (() => (failures += 1)) as never);
    let said = 'nothing';
    void server.listen(() => (said = 'something'));
    await eventually(() => expect(failures).toBeGreaterThan(4));
    expect(said).toBe('nothing');

    link.sever();
    const started = ours.start((text) => text);
    expect(ours.server.isAttached()).toBe(false);
    await link.mend();
    await started;
    expect(ours.server.isAttached()).toBe(true);
    expect(await ours.ask('at last')).toEqual({ text: 'at last' });
  });

  it('N11: plain says that it listens though the broker refuses it the queue; ours waits until it is given', async () => {
    await ours.start((text) => text);
    await ours.stop();
    const { consumerTag } = await plain.channel.consume(ours.queue, () => {}, { exclusive: true });

    const server = plain.server({}, { queue: ours.queue, noAssert: true });
    const setup = server.setupChannel.bind(server);
    const refusals: string[] = [];
    server.setupChannel = (channel: Channel, callback: () => void) => {
      hearRefusals(channel, refusals);
      return setup(channel, callback);
    };
    await plain.listen(server);
    await eventually(() => expect(refusals).toContainEqual(expect.stringMatching(/ACCESS_REFUSED/)));
    await server.close();

    const complaints: string[] = [];
    Logger.overrideLogger({
      log: () => {},
      warn: () => {},
      error: (line: unknown) => void complaints.push(String(line)),
    });
    let says = 'nothing';
    const started = ours.start((text) => text).then(() => (says = 'it listens'));
    await eventually(() => expect(complaints).toContainEqual(expect.stringMatching(/made ready.*ACCESS_REFUSED/)));
    Logger.overrideLogger(false);
    expect(says).toBe('nothing');
    expect(ours.server.isAttached()).toBe(false);
    await plain.channel.cancel(consumerTag);
    await started;
    expect((await plain.channel.checkQueue(ours.queue)).consumerCount).toBe(1);
    expect(ours.server.isAttached()).toBe(true);
  });

  it('N11: ours refuses to start when its queue has settings that no waiting changes', async () => {
    await plain.channel.assertQueue(ours.queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await expect(ours.start((text) => text)).rejects.toThrow(/exists with another x-queue-type/);
  });

  it('N17: no fault, plain consumes topics; but its queue stays bound to what it handles no more, ours does not', async () => {
    const exchange = `${plain.queue}.topics`;
    const heard: unknown[] = [];
    const hears = { 'deal.*.event': async (data: unknown) => void heard.push(data) };
    const first = await plain.serve(hears, { wildcards: true, exchange, noAck: true });
    const publish = () =>
      plain.channel.publish(exchange, 'deal.won.event', Buffer.from('{"pattern":"deal.won.event","data":1}'));
    publish();
    await eventually(() => expect(heard).toEqual([1]));
    await first.close();
    const second = await plain.serve({}, { wildcards: true, exchange });
    // It says that it listens before it consumes (N11).
    await eventually(async () => expect((await plain.channel.checkQueue(plain.queue)).consumerCount).toBe(1));
    await second.close();
    publish();
    await eventually(async () => expect(await plain.count()).toBe(1));
    await plain.channel.deleteExchange(exchange);

    const broker = await Broker.connect(`${uniqueName('faults')}.`);
    const formerly = defineEvent('deals.deal-won', { aggregate: thingMade.aggregate, data: thingMade.data });
    for (const contracts of [[thingMade, formerly], [thingMade]]) {
      const service = await EventService.start({ prefix: broker.prefix, react: () => {}, contracts });
      await service.stop();
    }
    await broker.tell(anEvent('', { type: formerly.type }), anEvent());
    await eventually(async () => expect(await broker.count(broker.queue)).toBe(1));
    await broker.remove();
  });
});
