import { DomainError } from '@crm/kernel';
import { eventually, testServers, uniqueName } from '@crm/testing';
import { anEvent, Broker, EventService } from '../../test/event-service.ts';
import { DeadLetters } from './dead-letters.ts';

describe(DeadLetters, () => {
  const prefix = `${uniqueName('dead')}.`;
  const things = { service: 'things' };
  const events = Array.from({ length: 12 }, (_, index) => anEvent(String(index)));
  const ids = events.map(({ id }) => id);
  let broker: Broker;
  let service: EventService;
  let letters: DeadLetters;
  let isMended = false;
  const seen: string[] = [];

  const react = ({ id }: { id: string }): void => {
    if (!isMended) throw new DomainError('deal.closed');
    seen.push(id);
  };

  beforeAll(async () => {
    broker = await Broker.connect(prefix);
    service = await EventService.start({ prefix, react });
    letters = await DeadLetters.open({ url: testServers().rabbitmqUrl, queuePrefix: prefix });
  });
  afterAll(async () => {
    await letters.close();
    await service.stop();
    await broker.remove();
  });
  beforeEach(async () => {
    isMended = false;
    seen.length = 0;
    await broker.empty();
    await broker.tell(...events);
    await eventually(async () => expect(await broker.count(broker.deadLetterQueue)).toBe(events.length));
  });

  const present = async (): Promise<string[]> => (await letters.read(things)).map(({ id }) => id);

  it('are read with their reason, and stay where they are', async () => {
    const [first] = await letters.read(things);
    expect(first).toMatchObject({
      ...things,
      id: ids[0],
      event: 'things.thing-made.v1',
      reason: 'DomainError: deal.closed',
      attempts: 1,
      content: JSON.stringify(events[0]),
    });
    expect(Date.parse(first?.givenUpAt ?? '')).toBeLessThanOrEqual(Date.now());
    await eventually(async () => expect(await broker.count(broker.deadLetterQueue)).toBe(events.length));
  });

  it('keep their order and survive, however often somebody looks at them', async () => {
    for (let look = 0; look < 25; look += 1) {
      expect(await present()).toEqual(ids);
    }
  });

  it('keep the order of the rest when one is dropped', async () => {
    expect(await letters.drop({ ...things, id: ids[5] })).toBe(1);
    await eventually(async () => expect(await present()).toEqual(ids.toSpliced(5, 1)));
    expect(await letters.drop({ ...things, id: 'unknown' })).toBe(0);
  });

  it('take effect after a replay, in their order, under their ids, as if they had never failed', async () => {
    isMended = true;
    expect(await letters.replay(things)).toBe(events.length);
    await eventually(() => expect(seen).toEqual(ids));
    expect(await present()).toEqual([]);
  });

  it('are back with a new first failure when what they met is still there', async () => {
    const [before] = await letters.read(things);
    expect(await letters.replay({ ...things, id: ids[0] })).toBe(1);
    const again = await eventually(async () => {
      const found = await letters.read({ ...things, id: ids[0] });
      expect(found).toHaveLength(1);
      return found[0];
    });
    expect(Date.parse(again?.firstFailedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(before?.givenUpAt ?? ''));
    expect(again?.attempts).toBe(1);
  });

  it('stay when their service has no queue to take them', async () => {
    await service.stop();
    await broker.delete(broker.queue);
    expect(await letters.replay(things)).toBe(0);
    await eventually(async () => expect(await present()).toEqual(ids));
    service = await EventService.start({ prefix, react });
  });

  it('are counted by their service, in each of its copies', async () => {
    const copy = await EventService.start({ prefix, react });
    await eventually(() => expect(copy.server.deadLetterCount()).toBe(events.length));
    await copy.stop();
  });

  it('are none for a service that has never consumed events', async () => {
    expect(await letters.read({ service: 'nobody' })).toEqual([]);
  });

  it('can be told apart even when they were no events', async () => {
    await broker.empty();
    await broker.send('not json');
    const [letter] = await eventually(async () => {
      const found = await letters.read(things);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(letter).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{24}$/), content: 'not json' });
    expect(await letters.drop({ ...things, id: letter?.id })).toBe(1);
  });
});
