import { CardMarks, prefixOf, writeNote } from '@crm/card-sections';
import {
  type Actor,
  type ClientCard,
  type ClientSection,
  getActivitiesSection,
  getClientSection,
  getDealsSection,
} from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Prebuilt } from '@crm/messaging';
import { newId } from '@crm/persistence';
import { RedisConnection } from '@crm/redis';
import { aManager, eventually, SeverableLink, testServers } from '@crm/testing';
import { HeldLeases } from '../../../test/held-leases.ts';
import { aClient } from '../../../test/records.ts';
import { type SignedIn, TestGateway } from '../../../test/test-gateway.ts';
import { type CardBody, splice } from '../card.ts';
import { CardCache } from './card-cache.ts';

const MEMORY_BYTES = 1024 * 1024;

/** A card of which nothing is known but its size. */
const aBody = (bytes = 3): CardBody => {
  const section = <Output>(size = 2) => new Prebuilt<Output>(Buffer.alloc(size, '1'));
  return splice({ clients: section(bytes), deals: section(), activities: section() });
};

describe(CardCache, () => {
  let link: SeverableLink;
  let gateway: TestGateway;
  let leases: HeldLeases;
  let marks: CardMarks;
  let reader: SignedIn;
  let client = aClient();
  let asked = 0;
  let askedOfDeals = 0;
  let deals = { open: 0, won: 0, lost: 0 };
  /** What the clients service does before it answers. */
  let meanwhile: () => Promise<unknown>;
  let note = writeNote({ mentions: [], lasting: true });
  const log: string[] = [];

  beforeAll(async () => {
    link = await SeverableLink.to(testServers().redisUrl);
    gateway = await TestGateway.start({ write: (line) => void log.push(line) }, { REDIS_URL: link.url });
    marks = gateway.app.get(CardMarks, { strict: false });
    reader = await gateway.signIn();
    leases = await HeldLeases.of(gateway);
  });
  afterAll(async () => {
    leases.end();
    await gateway.stop();
    link.sever();
  });

  beforeEach(() => {
    client = aClient();
    asked = 0;
    askedOfDeals = 0;
    deals = { open: 0, won: 0, lost: 0 };
    meanwhile = async () => undefined;
    note = writeNote({ mentions: [], lasting: true });
    gateway.service('clients').answer(getClientSection, async () => {
      asked += 1;
      const shown: ClientSection = {
        ...{ client, parent: null, contactPersons: [], counts: { contactPersons: 0, subsidiaries: 0 } },
      };
      await meanwhile();
      return Prebuilt.of(shown, note);
    });
    gateway.service('deals').answer(getDealsSection, () => {
      askedOfDeals += 1;
      return Prebuilt.of({ open: [], counts: deals });
    });
    const counts = { planned: 0, completed: 0, openCommitments: 0 };
    gateway
      .service('activities')
      .answer(getActivitiesSection, () => Prebuilt.of({ planned: [], completed: [], commitments: [], counts }));
  });

  const read = (headers: Record<string, string> = {}, who = reader) =>
    gateway.inject({ url: `/api/v1/clients/${client.id}/card`, headers: { ...who.headers, ...headers } });
  const nameRead = async (headers: Record<string, string> = {}) =>
    (await read(headers)).json<ClientCard>().client.client.name;
  /** As a service does it: the records first, then the mark, and only then the answer. */
  const change = async (name: string) => {
    client = { ...client, name };
    await marks.change('clients', [client.id]);
  };

  it('serves a card that nothing has happened to without asking again, and tells who has it that it is the same', async () => {
    const first = await read();
    const second = await read();
    expect([asked, second.body]).toEqual([1, first.body]);
    expect(second.headers.etag).toBe(first.headers.etag);
    expect(await read({ 'if-none-match': String(first.headers.etag) })).toMatchObject({ statusCode: 304, body: '' });
  });

  it('shows nobody what was before a change, from the moment on that it is made', async () => {
    const { etag } = (await read()).headers;
    for (const name of ['Zarya', 'Vostok', 'Sever']) {
      await change(name);
      expect(await nameRead({ 'if-none-match': String(etag) })).toBe(name);
      expect(await nameRead()).toBe(name);
    }
    expect(asked).toBe(4);
  });

  it('keeps nothing that was read while a change was made', async () => {
    const { name } = client;
    meanwhile = () => change('Zarya');
    expect(await nameRead()).toBe(name);
    meanwhile = async () => undefined;
    expect(await nameRead()).toBe('Zarya');
  });

  it('asks Redis once for what many cards that are asked for at the same time are kept under', async () => {
    const { client: redis } = gateway.app.get(RedisConnection, { strict: false });
    let questions = 0;
    const mGet: typeof redis.mGet = (keys) => {
      questions += 1;
      return redis.mGet(keys);
    };
    const counting = new CardMarks(
      Object.assign(Object.create(redis) as typeof redis, { mGet }),
      prefixOf(gateway.connection.name),
    );
    const ids = [client.id, newId(), newId()];
    await marks.change('clients', [client.id]);
    const [changed, ...others] = await Promise.all(ids.map((id) => counting.read(id)));
    expect(questions).toBe(1);
    expect(others).toEqual([others[0], others[0]]);
    expect(changed).toMatchObject({ deals: others[0]?.deals, activities: others[0]?.activities });
    expect(changed?.clients).not.toBe(others[0]?.clients);
  });

  it('gives nobody the card of another reader, and none to who may not see it any more', async () => {
    await read();
    const colleague = await gateway.signIn();
    await read({}, colleague);
    expect(asked).toBe(2);
    gateway.service('clients').answer(getClientSection, () => {
      throw new DomainError('client.not_found');
    });
    await marks.change('clients', [client.id]);
    expect((await read()).statusCode).toBe(404);
    expect((await read()).statusCode).toBe(404);
  });

  it('asks anew for a reader whose rights are others, and always for one who acts for a colleague', async () => {
    const cache = gateway.app.get(CardCache, { strict: false });
    let made = 0;
    const ask = (actor: Actor) =>
      cache.get({ reader: actor, clientId: client.id, past: [] }, async () => {
        made += 1;
        return aBody();
      });
    const manager = aManager();
    for (const actor of [manager, { ...manager }, { ...manager, departmentIds: [newId()] }]) await ask(actor);
    expect(made).toBe(2);
    const standIn = {
      ...{ employeeId: newId(), name: 'Яна', sectorIds: null },
      ...{ from: '2020-01-01T00:00:00Z', until: '2999-01-01T00:00:00Z' },
    };
    const acting = { ...manager, standsInFor: [standIn] };
    await ask(acting);
    await ask(acting);
    expect(made).toBe(4);
  });

  it('puts a card together once for all who ask at the same time, and anew for who asks after a change', async () => {
    const gate = Promise.withResolvers<undefined>();
    meanwhile = () => gate.promise;
    const early = Array.from({ length: 30 }, () => nameRead());
    await eventually(() => expect(asked).toBe(1));
    const { name } = client;
    await change('Zarya');
    const late = Array.from({ length: 30 }, () => nameRead());
    await eventually(() => expect(asked).toBe(2));
    gate.resolve(undefined);
    expect(new Set(await Promise.all(early))).toEqual(new Set([name]));
    expect(new Set(await Promise.all(late))).toEqual(new Set(['Zarya']));
    expect(asked).toBe(2);
  });

  it('reads past what is kept for who has just changed something, though nobody could say that it is changed', async () => {
    await read();
    const changed = await gateway.inject({ method: 'POST', url: '/api/v1/auth/sign-out', headers: reader.headers });
    expect(changed.headers).toHaveProperty('x-read-after');
    reader = await gateway.signIn();
    await read();
    client = { ...client, name: 'Unsaid' };
    expect(await nameRead()).not.toBe('Unsaid');
    expect(await nameRead({ 'x-read-after': String(changed.headers['x-read-after']) })).toBe('Unsaid');
    expect(await nameRead()).toBe('Unsaid');
    const past = () => read({ 'x-read-after': String(changed.headers['x-read-after']) });
    const before = asked;
    await past();
    await past();
    expect(asked).toBe(before + 2);
    // What he has seen is what is kept, so it stays.
    await read();
    expect(asked).toBe(before + 2);
    expect((await read({ 'x-read-after': 'W/"1"' })).statusCode).toBe(400);
  });

  it('asks again of one service what it has changed, and of no other', async () => {
    await read();
    deals = { open: 3, won: 1, lost: 0 };
    await marks.change('deals', [client.id]);
    const { body } = await read();
    expect((JSON.parse(body) as ClientCard).deals?.counts).toEqual(deals);
    expect([asked, askedOfDeals]).toEqual([1, 2]);
    expect((await read()).body).toBe(body);
    expect([asked, askedOfDeals]).toEqual([1, 2]);
    await change('Zarya');
    const changed = (await read()).json<ClientCard>();
    expect([changed.client.client.name, changed.deals?.counts]).toEqual(['Zarya', deals]);
    expect([asked, askedOfDeals]).toEqual([2, 2]);
  });

  it('shows a card in part to who has changed something with one service, and asks that one alone', async () => {
    await read();
    client = { ...client, name: 'Unsaid' };
    const after = (...services: string[]) => ({ 'x-read-after': [Date.now().toString(36), ...services].join('.') });
    expect(await nameRead(after('deals'))).not.toBe('Unsaid');
    expect([asked, askedOfDeals]).toEqual([1, 2]);
    expect(await nameRead(after('clients'))).toBe('Unsaid');
    expect([asked, askedOfDeals]).toEqual([2, 2]);
    expect(await nameRead()).toBe('Unsaid');
    await Promise.all([read(after('clients')), read(after('clients'))]);
    expect([asked, askedOfDeals]).toEqual([4, 2]);
  });

  it.each([
    { says: 'wrong with the next day', note: writeNote({ mentions: [], lasting: false }), deals: true },
    { says: 'not whole', note: writeNote({ mentions: [], lasting: true }), deals: false },
  ])('does not keep a card that is $says', async ({ note: given, deals }) => {
    note = given;
    if (!deals) {
      gateway.service('deals').answer(getDealsSection, () => {
        throw new DomainError('internal');
      });
    }
    await read();
    await read();
    expect(asked).toBe(2);
  });

  it('has the copies of the gateway share what is kept and was wanted again', async () => {
    const shared = () => gateway.app.get(RedisConnection, { strict: false }).client.keys(`kept-card:${client.id}:*`);
    await read();
    expect(await shared()).toEqual([]);
    await read();
    const assemble = () => Promise.reject<CardBody>(new Error('asked'));
    const elsewhere = new CardCache(gateway.app.get(RedisConnection, { strict: false }), marks, MEMORY_BYTES);
    expect(await shared()).toHaveLength(1);
    const { employeeId, session } = reader;
    const { name: _name, email: _email, ...actor } = session.me;
    expect(actor.employeeId).toBe(employeeId);
    const kept = await elsewhere.get({ reader: actor, clientId: client.id, past: [] }, assemble);
    expect(kept.beginning.toString()).toContain(client.id);
  });

  it('gives Redis what it has no memory for any more', async () => {
    const redis = gateway.app.get(RedisConnection, { strict: false });
    const crowded = new CardCache(redis, marks, MEMORY_BYTES);
    const { name: _name, email: _email, ...actor } = reader.session.me;
    const keep = (clientId: string, bytes: number) =>
      crowded.get({ reader: actor, clientId, past: [] }, async () => aBody(bytes));
    const [pushedOut, large] = [newId(), newId()];
    await keep(pushedOut, 1_000);
    expect(await redis.client.keys(`kept-card:${pushedOut}:*`)).toEqual([]);
    await keep(large, MEMORY_BYTES - 2_048);
    await eventually(async () => expect(await redis.client.keys(`kept-card:${pushedOut}:*`)).toHaveLength(1));
    expect(await redis.client.keys(`kept-card:${large}:*`)).toEqual([]);
  });

  it('serves nothing that is kept once a service does not vouch for it, also when it does again', async () => {
    await read();
    leases.end();
    await eventually(async () => expect(await marks.read(client.id)).toBeUndefined());
    client = { ...client, name: 'Unsaid' };
    expect(await nameRead()).toBe('Unsaid');
    leases = await HeldLeases.of(gateway);
    client = { ...client, name: 'Unsaid again' };
    expect(await nameRead()).toBe('Unsaid again');
  });

  it('goes on without Redis, says so once, and keeps cards again when it is back', async () => {
    await read();
    link.sever();
    client = { ...client, name: 'Meanwhile' };
    await eventually(async () => expect(await nameRead()).toBe('Meanwhile'));
    await read();
    const { length } = log.filter((line) => line.includes('cards are put together each time'));
    expect(length).toBe(1);
    await link.mend();
    await eventually(async () => expect(await marks.read(client.id)).toBeDefined());
    asked = 0;
    client = aClient();
    await read();
    await read();
    expect(asked).toBe(1);
  });
});
