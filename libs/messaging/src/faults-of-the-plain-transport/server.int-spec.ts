import { Controller } from '@nestjs/common';
import { MessagePattern, type RmqContext } from '@nestjs/microservices';
import type { Channel, Message } from 'amqplib';
import { eventually, uniqueName } from '@crm/testing';
import { DomainError } from '@crm/kernel';
import { EchoService } from '../../test/echo-service.ts';
import { anEvent, Broker, EventService } from '../../test/event-service.ts';
import { PlainTransport } from '../../test/plain-transport.ts';

/** What a handler must do by itself on the plain transport. */
function acknowledge(context: RmqContext): void {
  (context.getChannelRef() as Channel).ack(context.getMessage() as Message);
}

const answers = {
  say: async (_data: unknown, context: RmqContext) => {
    acknowledge(context);
    return 'said';
  },
};

describe('faults of the plain server', () => {
  let plain: PlainTransport;
  let ours: EchoService;

  beforeEach(async () => {
    plain = await PlainTransport.open();
    ours = new EchoService();
    await ours.connect();
  });
  afterEach(async () => {
    await plain.remove();
    await ours.remove();
  });

  it('N1: plain takes messages without acknowledging them, without a limit; ours holds two of five and no more', async () => {
    const held = Promise.withResolvers<undefined>();
    let begun = 0;
    await plain.serve({ 'hold.event': () => ((begun += 1), held.promise) }, { noAck: true });
    const client = await plain.client();
    for (let sent = 0; sent < 5; sent += 1) client.emit('hold.event', {}).subscribe();
    await eventually(() => expect(begun).toBe(5));
    expect(await plain.count()).toBe(0);

    let running = 0;
    await ours.start(async (text) => ((running += 1), await held.promise, text));
    const asked = Array.from({ length: 5 }, (_, index) => ours.ask(String(index)));
    await eventually(async () => expect((await plain.channel.checkQueue(ours.queue)).messageCount).toBe(3));
    expect(running).toBe(2);
    held.resolve(undefined);
    expect(await Promise.all(asked)).toHaveLength(5);
  });

  it('N2: plain is wedged by as many failing events as it may hold; ours goes on', async () => {
    const fail = (): never => {
      throw new Error('boom');
    };
    await plain.serve({ ...answers, 'boom.event': fail }, { prefetchCount: 2 });
    const client = await plain.client();
    expect(await plain.ask(client, 'say')).toBe('said');
    client.emit('boom.event', {}).subscribe();
    client.emit('boom.event', {}).subscribe();
    await eventually(async () => expect(await plain.ask(client, 'say', 300)).toBe('still waiting'));

    await ours.start((text) => (text === 'boom' ? fail() : text));
    await Promise.all(Array.from({ length: 4 }, () => ours.ask('boom')));
    expect(await ours.ask('on')).toEqual({ text: 'on' });
  });

  it('N3: plain stops in the middle of a call, which is never answered; ours answers it first', async () => {
    const begun = Promise.withResolvers<undefined>();
    const server = await plain.serve({ slow: () => (begun.resolve(undefined), new Promise(() => {})) });
    const asked = plain.ask(await plain.client(), 'slow', 1_000);
    await begun.promise;
    await server.close();
    await eventually(async () => expect(await plain.count()).toBe(1));
    expect(await asked).toBe('still waiting');

    const ourGate = Promise.withResolvers<undefined>();
    const ourBegin = Promise.withResolvers<undefined>();
    await ours.start(async (text) => (ourBegin.resolve(undefined), await ourGate.promise, text));
    const answer = ours.ask('slow');
    await ourBegin.promise;
    const stopped = ours.stop();
    ourGate.resolve(undefined);
    expect(await answer).toEqual({ text: 'slow' });
    await stopped;
    expect((await plain.channel.checkQueue(ours.queue)).messageCount).toBe(0);
  });

  it('N10: plain never consumes again after the broker cancelled its consumer; ours does', async () => {
    await plain.serve(answers);
    // It says that it listens before it consumes (N11).
    await eventually(async () => expect((await plain.channel.checkQueue(plain.queue)).consumerCount).toBe(1));
    await plain.channel.deleteQueue(plain.queue);
    const client = await plain.client();
    expect(await plain.ask(client, 'say')).toBe('still waiting');
    expect((await plain.channel.checkQueue(plain.queue)).consumerCount).toBe(0);

    await ours.start((text) => text);
    await plain.channel.deleteQueue(ours.queue);
    await eventually(async () => expect(await ours.ask('again', 1_000)).toEqual({ text: 'again' }));
    await eventually(() => expect(ours.server.isAttached()).toBe(true));
  });

  it('N13: ours tells its caller of an answer that cannot be sent, and goes on', async () => {
    let answer: unknown = 1n;
    await ours.start(() => answer as string);
    expect(await ours.ask('what JSON cannot say')).toMatchObject({ code: 'internal' });
    answer = 'words';
    expect(await ours.ask('what it can say')).toEqual({ text: 'words' });
  });

  it('N14: plain drops what it cannot read, silently; ours keeps events with the reason', async () => {
    await plain.serve(answers);
    plain.channel.sendToQueue(plain.queue, Buffer.from('{"pattern":"nobody.event","data":1}'));
    await eventually(async () => {
      expect(await plain.count()).toBe(0);
      expect(await plain.ask(await plain.client(), 'say')).toBe('said');
    });
    const broker = await Broker.connect(`${uniqueName('faults')}.`);
    const service = await EventService.start({ prefix: broker.prefix, react: () => {} });
    await broker.send('not json');
    await broker.tell(anEvent());
    await eventually(async () => expect(await broker.count(broker.deadLetterQueue)).toBe(1));
    await service.stop();
    await broker.remove();
  });

  it('N15: plain flattens every error that is not its own; ours keeps the code of a refusal', async () => {
    @Controller()
    class Refuses {
      @MessagePattern('refuse')
      refuse(): never {
        throw new DomainError('deal.closed');
      }
    }
    await plain.serveController(Refuses);
    expect(await plain.ask(await plain.client(), 'refuse')).toEqual({
      error: { status: 'error', message: 'Internal server error' },
    });

    await ours.start(() => {
      throw new DomainError('deal.closed');
    });
    expect(await ours.ask('refuse')).toMatchObject({ code: 'deal.closed' });
  });
});
