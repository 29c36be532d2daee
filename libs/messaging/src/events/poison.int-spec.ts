import { DomainError } from '@crm/kernel';
import { eventually, SeverableLink, testServers, uniqueName } from '@crm/testing';
import { anEvent, Broker, EventService, thingMoved } from '../../test/event-service.ts';
import { EVENT_HEADER } from './event-headers.ts';

const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const inEvent = (data: string): string => JSON.stringify({ ...anEvent(), data: 'HERE' }).replace('"HERE"', data);

describe('a poisonous message', () => {
  const prefix = `${uniqueName('poison')}.`;
  let broker: Broker;
  let service: EventService;
  const seen: string[] = [];
  const start = () => EventService.start({ prefix, react: ({ data }) => void seen.push(data.text) });

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
    await broker.empty();
  });

  it.each([
    { name: 'that is not JSON', body: 'not json', reason: /not an event/ },
    { name: 'that is empty', body: '', reason: /not an event/ },
    { name: 'that is null', body: 'null', reason: /not an event/ },
    { name: 'with another envelope', body: '{"pattern":{"a":1},"data":1}', reason: /not an event: id: / },
    {
      name: 'with data that its contract forbids',
      body: inEvent('{"id":7}'),
      reason: /data are not those .* id: .*version: /,
    },
    { name: 'of 1 MiB', body: inEvent(JSON.stringify('x'.repeat(2 ** 20))), reason: /has 1\d+ bytes/ },
    {
      name: 'of an unknown type',
      body: JSON.stringify(anEvent('', { type: thingMoved.type })),
      reason: /no handler for/,
    },
    { name: 'of nothing but nesting', body: nested, reason: /not an event/ },
    { name: 'with nested data', body: inEvent(nested), reason: /data are not those/ },
    { name: 'that would change prototypes', body: inEvent('{"__proto__":{"polluted":1}}'), reason: /not an event/ },
  ])('$name lies with the dead letters after one delivery, and others pass', async ({ body, reason }) => {
    await broker.tell(anEvent('before'));
    await broker.send(body);
    await broker.tell(anEvent('after'));
    await eventually(() => expect(seen).toEqual(['before', 'after']));
    const message = await eventually(async () => {
      const letter = await broker.takeDeadLetter();
      expect(letter).toBeDefined();
      return letter!;
    });
    expect(message.content.toString()).toBe(body);
    expect(message.properties.headers?.[EVENT_HEADER.reason]).toMatch(reason);
    expect(message.properties.headers).toMatchObject({ [EVENT_HEADER.attempt]: 1, [EVENT_HEADER.queue]: broker.queue });
    expect({}).not.toHaveProperty('polluted');
  });

  it('is settled for good, though it comes after an event that is refused in the same batch', async () => {
    await service.stop();
    await broker.tell(anEvent('before'), anEvent('refused'));
    await broker.send('not json');
    const react = ({ data: { text } }: { readonly data: { readonly text: string } }): void => {
      if (text === 'refused') throw new DomainError('deal.closed');
    };
    service = await EventService.start({ prefix, react });
    await eventually(async () => expect(await broker.count(broker.deadLetterQueue)).toBe(2));
    // What was delivered and not acknowledged is back in the queue when the service has gone.
    await service.stop();
    expect(await broker.count(broker.queue)).toBe(0);
    service = await start();
  });

  it('that ends its process is given up by the broker after six deliveries, and takes nobody with it', async () => {
    await service.stop();
    const link = await SeverableLink.to(testServers().rabbitmqUrl);
    let ends = 0;
    // For the broker a process that dies is a connection that breaks.
    const dieOf = (text: string): void => {
      if (text !== 'deadly') return void seen.push(text);
      ends += 1;
      link.sever();
      setTimeout(() => void link.mend(), 50);
      throw new Error('The process has died');
    };
    const others = Array.from({ length: 40 }, (_, index) => anEvent(String(index)));
    const deadly = anEvent('deadly');
    await broker.tell(...others.slice(0, 20), deadly, ...others.slice(20));
    service = await EventService.start({ prefix, url: link.url, react: ({ data }) => dieOf(data.text) });
    await eventually(async () => expect(await broker.count(broker.deadLetterQueue)).toBe(1), { within: 25_000 });
    await eventually(() => expect(new Set(seen).size).toBe(others.length));
    expect(ends).toBe(6);
    const letter = await broker.takeDeadLetter();
    expect(letter?.properties.messageId).toBe(deadly.id);
    expect(letter?.properties.headers?.['x-death']).toMatchObject([{ reason: 'delivery_limit', queue: broker.queue }]);
    await eventually(async () => expect(await broker.count(broker.queue)).toBe(0));
    expect(await broker.count(broker.deadLetterQueue)).toBe(0);
    await service.stop();
    link.sever();
    service = await start();
  });
});
