import { type ActivityFilter, type ActivityRow, type Actor, listActivities } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { aHead, aManager, anAdministrator } from '@crm/testing';
import type { z } from 'zod';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import { profiledQueries } from '../../test/profiled-queries.ts';
import { toListItem } from './activity.mapper.ts';
import { ActivityLoadService } from './activity-load.service.ts';
import { ActivityQueryService } from './activity-query.service.ts';

type Filter = z.input<typeof ActivityFilter>;

describe('lists of activities', () => {
  let context: ActivitiesContext;
  const departments = [newId(), newId(), newId()] as const;
  const managers = Array.from({ length: 6 }, () => aManager());
  const clients = Array.from({ length: 10 }, () => newId());
  const [manager = aManager()] = managers;
  const administrator = anAdministrator();
  const headOf = (...departmentIds: string[]) => aHead({ departmentIds });

  beforeAll(async () => {
    context = await startActivitiesContext();
    const rows = Array.from({ length: 1500 }, (_, number) => rowOf(number));
    for (let from = 0; from < rows.length; from += 500) {
      await context.get(ActivityLoadService).load(administrator, { rows: rows.slice(from, from + 500) });
    }
  });
  afterAll(() => context.stop());

  /** A third of each status, each over all managers, departments and clients; many share their moment with others. */
  function rowOf(number: number): ActivityRow {
    const status = (['planned', 'completed', 'cancelled'] as const)[number % 3] ?? 'planned';
    const turn = Math.floor(number / 3) + Math.floor(number / 90);
    const performer = managers[turn % managers.length] ?? manager;
    return context.toLoad({
      status,
      subject: `Activity ${number}`,
      clientId: clients[turn % clients.length] ?? null,
      dealId: turn % 10 === 0 ? (clients[0] ?? null) : null,
      purposeCode: turn % 5 === 0 ? 'training' : 'needs',
      performerId: performer.employeeId,
      departmentId: departments[turn % departments.length] ?? departments[0],
      plannedAt: new Date(Date.UTC(2027, 0, 1 + (number % 90))).toISOString(),
      completedAt: status === 'completed' ? new Date(Date.UTC(2025, 0, 1 + (number % 90))).toISOString() : null,
    });
  }

  const list = (actor: Actor, filter: Filter) =>
    context.get(ActivityQueryService).list(actor, listActivities.input.parse(filter));

  async function listAll(actor: Actor, filter: Filter): Promise<z.output<typeof listActivities.output>['data']> {
    const page = await list(actor, filter);
    const items = page.data.map(toListItem);
    const { nextCursor } = page.page;
    return nextCursor === null ? items : [...items, ...(await listAll(actor, { ...filter, cursor: nextCursor }))];
  }

  it('are what the contract says', async () => {
    const { data, ...page } = await list(administrator, { count: true, limit: 7 });
    const reply = { ...page, data: data.map(toListItem) };
    expect(listActivities.output.parse(reply)).toMatchObject({ total: 500, page: { hasMore: true } });
  });

  it.each([
    ['planned', 'plannedAt', 1],
    ['completed', 'completedAt', -1],
    ['cancelled', 'plannedAt', -1],
  ] as const)('page through all %s ones by %s, in the direction %d', async (status, field, sign) => {
    const all = await listAll(manager, { status, limit: 10 });
    const moments = all.map((item) => Date.parse(item[field] ?? '') * sign);
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    const expected = { performerId: manager.employeeId, status };
    expect(all.length).toBe(await context.model('Activity').countDocuments(expected));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it.each<[string, Filter, number]>([
    ['a client', { clientId: clients[0] }, 50],
    ['a deal', { dealId: clients[0] }, 50],
    ['a performer', { performerId: manager.employeeId }, 83],
    ['a type', { type: 'task' }, 0],
    ['a period', { from: '2027-01-11T00:00:00Z', to: '2027-01-21T00:00:00Z' }, 51],
  ])('keep to %s', async (_what, filter, expected) => {
    expect(await listAll(administrator, { limit: 100, ...filter })).toHaveLength(expected);
  });

  it('keep to a purpose', async () => {
    const purposeId = await context.value('purpose', 'training');
    expect(await listAll(administrator, { limit: 100, purposeId })).toHaveLength(100);
  });

  it.each<[string, Actor, number]>([
    ['own ones to a manager', manager, 83],
    ['those of his department to a head', headOf(departments[0]), 166],
    ['those of both departments to a head of two', headOf(departments[0], departments[1]), 333],
    ['everything to an administrator', administrator, 500],
    ['nothing to a stranger', aManager(), 0],
  ])('show %s', async (_what, actor, expected) => {
    expect(await listAll(actor, { limit: 100 })).toHaveLength(expected);
  });

  it('do not show what a manager asks for of a colleague', async () => {
    expect(await listAll(manager, { performerId: managers[1]?.employeeId })).toEqual([]);
  });

  describe('are read from an index in order', () => {
    const readers: [string, Actor][] = [
      ['a manager', manager],
      ['a head', headOf(departments[0])],
      ['a head of two departments', headOf(departments[0], departments[1])],
      ['an administrator', administrator],
    ];
    const filters: [string, Filter][] = [
      ['planned', {}],
      ['completed', { status: 'completed' }],
      ['of a client', { clientId: clients[0] }],
      ['of a deal', { dealId: clients[0] }],
      ['of a performer', { performerId: manager.employeeId }],
      ['of a period', { from: '2027-01-11T00:00:00Z', to: '2027-01-21T00:00:00Z' }],
    ];
    const cases = readers.flatMap(([who, actor]) =>
      filters.map(([what, filter]) => [what, who, { actor, filter }] as const),
    );

    it.each(cases)('%s, by %s', async (_what, _who, { actor, filter }) => {
      const first = await list(actor, { limit: 5, ...filter });
      const cursor = first.page.nextCursor ?? undefined;
      const queries = await profiledQueries(context.service.connection, 'activities', async () => {
        await list(actor, { limit: 5, ...filter });
        if (cursor) await list(actor, { limit: 5, ...filter, cursor });
      });
      expect(queries.length).toBeGreaterThanOrEqual(cursor ? 2 : 1);
      for (const { planSummary, hasSortStage } of queries) {
        expect(planSummary).toMatch(/^(IXSCAN \{[^}]+\}(, )?)+$/);
        expect(hasSortStage).toBeUndefined();
      }
    });

    it('by a head of 300 departments', async () => {
      const head = headOf(...departments, ...Array.from({ length: 300 }, newId));
      const queries = await profiledQueries(context.service.connection, 'activities', () => list(head, { limit: 5 }));
      expect(queries).toHaveLength(1);
      expect(queries[0]).toMatchObject({ planSummary: 'IXSCAN { status: 1, at: 1, _id: 1 }' });
      expect(queries[0]?.hasSortStage).toBeUndefined();
    });

    it.each(readers)('without reading more than the page holds, by %s', async (_who, actor) => {
      const first = await list(actor, { limit: 5 });
      const queries = await profiledQueries(context.service.connection, 'activities', async () => {
        await list(actor, { limit: 5 });
        await list(actor, { limit: 5, cursor: first.page.nextCursor ?? '' });
      });
      for (const { docsExamined, keysExamined } of queries) {
        expect(docsExamined).toBeLessThanOrEqual(10);
        expect(keysExamined).toBeLessThanOrEqual(10);
      }
    });
  });
});
