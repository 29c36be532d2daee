import { type Actor, type Client, ClientFilter } from '@crm/contracts';
import { aHead, anAdministrator } from '@crm/testing';
import type { z } from 'zod';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { loadManyClients } from '../../test/many-clients.ts';
import { profileReads } from '../../test/read-profile.ts';
import { ClientService } from './client.service.ts';

type Request = z.input<typeof ClientFilter>;

describe('the list of clients', () => {
  let context: ClientsContext;
  beforeAll(async () => (context = await startClientsContext()));
  afterAll(() => context.stop());

  const list = (actor: Actor, request: Request) => context.get(ClientService).list(actor, ClientFilter.parse(request));
  const names = async (actor: Actor, request: Request): Promise<string[]> =>
    (await list(actor, request)).data.map(({ name }) => name);

  it('is ordered as people expect: by words, whatever the quotes and the case', async () => {
    const manager = await context.manager();
    for (const name of ['яблоко', '«Ёлка»', 'Берег', 'ель', 'Жук', '1С']) await context.client(manager, { name });
    expect(await names(manager.actor, {})).toEqual(['1С', 'Берег', '«Ёлка»', 'ель', 'Жук', 'яблоко']);
  });

  it('finds beginnings of words in any order', async () => {
    const manager = await context.manager();
    for (const name of ['ООО «Северная звезда»', 'Звезда Севера', 'Полярная звезда'])
      await context.client(manager, { name });
    expect(await names(manager.actor, { search: 'сев зв' })).toEqual(['Звезда Севера', 'ООО «Северная звезда»']);
    expect(await names(manager.actor, { search: 'везда' })).toEqual([]);
    expect(await names(manager.actor, { search: '.*' })).toEqual([]);
  });

  it('can be narrowed by each fact', async () => {
    const manager = await context.manager();
    const holding = await context.client(manager, { name: 'Холдинг', lifecycleStatus: 'customer' });
    await context.client(manager, { name: 'Дочка', parentId: holding.id });
    await context.client(manager, { name: 'Анна', kind: 'person' });
    expect(await names(manager.actor, { kind: 'person' })).toEqual(['Анна']);
    expect(await names(manager.actor, { lifecycleStatus: 'customer' })).toEqual(['Холдинг']);
    expect(await names(manager.actor, { parentId: holding.id })).toEqual(['Дочка']);
    expect(await names(anAdministrator(), { ownerId: manager.id, kind: 'organisation' })).toEqual(['Дочка', 'Холдинг']);
  });

  it('never shows more by asking for another owner', async () => {
    const [one, other] = [await context.manager(), await context.manager()];
    await context.client(other);
    expect(await names(one.actor, { ownerId: other.id })).toEqual([]);
  });

  describe('of many clients', () => {
    let crowd: Awaited<ReturnType<typeof loadManyClients>>;
    beforeAll(async () => (crowd = await loadManyClients(context, 1500)));

    const readers = () => ({
      manager: crowd.managers[3]!.actor,
      head: aHead({ departmentIds: crowd.departmentIds.slice(0, 3) }),
      administrator: anAdministrator(),
    });

    it.each([
      { sort: 'name' as const, reader: 'manager' as const },
      { sort: 'name' as const, reader: 'head' as const },
      { sort: '-updatedAt' as const, reader: 'administrator' as const },
    ])('shows each once to the $reader, page by page, sorted by $sort', async ({ sort, reader }) => {
      const actor = readers()[reader];
      const seen: Pick<Client, 'id' | 'name' | 'updatedAt'>[] = [];
      let cursor: string | undefined;
      do {
        const { data, page, total } = await list(actor, { sort, limit: 40, cursor, count: true });
        expect(total).toBeGreaterThanOrEqual(seen.length + data.length);
        seen.push(...data);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      const { total } = await list(actor, { limit: 1, count: true });
      expect(new Set(seen.map(({ id }) => id)).size).toBe(total);
      const values = seen.map((client) =>
        sort === 'name' ? (crowd.sortNames.get(client.id) ?? '') : client.updatedAt,
      );
      const known = sort === 'name' ? values.filter((value) => value !== '') : values.toReversed();
      expect(known).toEqual(known.toSorted());
    });

    it.each<{ request: Request; reader: 'manager' | 'head' | 'administrator'; examined: number }>([
      { reader: 'manager', request: {}, examined: 60 },
      { reader: 'head', request: {}, examined: 60 },
      { reader: 'administrator', request: {}, examined: 60 },
      { reader: 'manager', request: { sort: '-updatedAt' }, examined: 60 },
      { reader: 'head', request: { sort: '-updatedAt' }, examined: 60 },
      { reader: 'administrator', request: { sort: '-updatedAt' }, examined: 60 },
      { reader: 'administrator', request: { lifecycleStatus: 'customer' }, examined: 60 },
      { reader: 'administrator', request: { kind: 'person' }, examined: 60 },
    ])('is read in order by the $reader for $request', async ({ reader, request, examined }) => {
      const first = await list(readers()[reader], request);
      const reading = () => list(readers()[reader], { ...request, cursor: first.page.nextCursor ?? undefined });
      for (const work of [() => list(readers()[reader], request), reading]) {
        const [read] = await profileReads(context.service.connection, 'clients', work);
        expect(read).toMatchObject({ planSummary: expect.stringMatching(/^IXSCAN/), hasSortStage: false });
        expect(read!.docsExamined).toBeLessThanOrEqual(examined);
      }
    });

    it.each<{ what: string; request: () => Request; reader: 'manager' | 'head' | 'administrator'; examined: number }>([
      { what: 'a name of his', reader: 'manager', request: () => ({ search: 'clientname77' }), examined: 20 },
      { what: 'a name', reader: 'head', request: () => ({ search: 'clientname77' }), examined: 60 },
      { what: 'a name', reader: 'administrator', request: () => ({ search: 'clientname77' }), examined: 60 },
      { what: 'an owner', reader: 'administrator', request: () => ({ ownerId: crowd.managers[5]!.id }), examined: 60 },
      {
        what: 'a rare sector',
        reader: 'administrator',
        request: () => ({ sectorId: crowd.rareSectorId }),
        examined: 60,
      },
      {
        what: 'a rare region',
        reader: 'administrator',
        request: () => ({ regionId: crowd.rareRegionId }),
        examined: 60,
      },
      { what: 'a parent', reader: 'administrator', request: () => ({ parentId: crowd.parentId }), examined: 60 },
      {
        what: 'a rare region, last changed first',
        reader: 'head',
        request: () => ({ regionId: crowd.rareRegionId, sort: '-updatedAt' }),
        examined: 60,
      },
    ])('finds little among much for the $reader: $what', async ({ reader, request, examined }) => {
      const work = () => list(readers()[reader], request());
      const [read] = await profileReads(context.service.connection, 'clients', work);
      expect(read!.planSummary).toMatch(/^IXSCAN/);
      expect(read!.docsExamined).toBeLessThanOrEqual(examined);
    });
  });
});
