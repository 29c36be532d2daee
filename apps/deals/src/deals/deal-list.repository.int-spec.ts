import { listDeals, type Actor, type DealListItem, type DealRow, type RpcRequest } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { aHead, aManager, anAdministrator } from '@crm/testing';
import { startDealsContext, type DealsContext } from '../../test/deals-context.ts';
import { crowd, departmentOf, loadManyDeals } from '../../test/many-deals.ts';
import { profileReads } from '../../test/read-profile.ts';
import { DealListRepository } from './deal-list.repository.ts';

const COUNT = 4000;
let context: DealsContext;
let lists: DealListRepository;
let rows: readonly DealRow[];
beforeAll(async () => {
  context = await startDealsContext();
  lists = context.get(DealListRepository);
  rows = await loadManyDeals(context, COUNT);
}, 60_000);
afterAll(() => context.stop());

const manager = aManager({ employeeId: crowd.owners[0]! });
const head = aHead({ departmentIds: [departmentOf(0), departmentOf(1)] });
const administrator = anAdministrator();
const readers = [
  { who: 'manager', actor: manager, sees: COUNT / 40 },
  { who: 'head', actor: head, sees: COUNT / 4 },
  { who: 'administrator', actor: administrator, sees: COUNT },
];

type Filter = RpcRequest<typeof listDeals>;
const page = (actor: Actor, filter: Filter = {}) => lists.page(actor, listDeals.input.parse(filter));

async function allPages(actor: Actor, filter: Filter): Promise<DealListItem[]> {
  const found: DealListItem[] = [];
  let cursor: string | null = null;
  do {
    const next = await page(actor, { ...filter, limit: 100, cursor: cursor ?? undefined });
    found.push(...next.data);
    cursor = next.page.nextCursor;
  } while (cursor);
  return found;
}

describe('a list of deals', () => {
  it.each(readers)('shows a $who $sees deals', async ({ actor, sees }) => {
    expect((await page(actor, { count: true })).total).toBe(sees);
  });

  it('lets nobody out of his scope by a filter', async () => {
    expect(await allPages(manager, { ownerId: crowd.owners[1]! })).toEqual([]);
    expect(await allPages(head, { ownerId: crowd.owners[2]! })).toEqual([]);
    expect(await allPages(aHead({ departmentIds: [] }), {})).toEqual([]);
  });

  it.each<{ name: string; filter: Filter; fits: (row: DealRow) => boolean }>([
    { name: 'state', filter: { status: 'won' }, fits: ({ stageCode }) => stageCode === 'won' },
    { name: 'owner', filter: { ownerId: crowd.owners[3]! }, fits: ({ ownerId }) => ownerId === crowd.owners[3] },
    { name: 'client', filter: { clientId: crowd.clients[2]! }, fits: ({ clientId }) => clientId === crowd.clients[2] },
    { name: 'unknown client', filter: { withoutClient: true }, fits: ({ clientId }) => clientId === null },
    { name: 'nothing', filter: { withoutClient: false }, fits: () => true },
    { name: 'a client both known and not', filter: { withoutClient: true, clientId: newId() }, fits: () => false },
  ])('keeps to the filter by $name', async ({ filter, fits }) => {
    const found = await allPages(administrator, filter);
    const titles = rows.filter(fits).map(({ title }) => title);
    expect(found.map(({ title }) => title).toSorted()).toEqual(titles.toSorted());
  });

  it('keeps to stage and product', async () => {
    const [sample] = (await page(administrator, { status: 'open' })).data;
    const { stageId, productId } = sample!;
    const found = await allPages(administrator, { stageId, productId: productId! });
    expect(found).not.toHaveLength(0);
    expect(found.every((deal) => deal.stageId === stageId && deal.productId === productId)).toBe(true);
  });

  it.each<{ sort: NonNullable<Filter['sort']>; value: (deal: DealListItem) => string; descending: boolean }>([
    { sort: '-updatedAt', value: (deal) => deal.updatedAt, descending: true },
    { sort: 'expectedCloseOn', value: (deal) => deal.expectedCloseOn ?? '', descending: false },
    { sort: '-closedAt', value: (deal) => deal.closedAt ?? '', descending: true },
  ])('joins its pages without gap or repetition, sorted by $sort', async ({ sort, value, descending }) => {
    const found = await allPages(head, { sort });
    expect(new Set(found.map(({ id }) => id)).size).toBe(COUNT / 4);
    const values = found.map(value);
    const ascending = values.toSorted();
    expect(values).toEqual(descending ? ascending.toReversed() : ascending);
  });
});

describe('the price of a page', () => {
  const sorts = ['-updatedAt', 'expectedCloseOn', '-closedAt'] as const;
  const statuses = [undefined, 'open', 'won'] as const;
  const cases = readers.flatMap(({ who, actor }) =>
    sorts.flatMap((sort) => statuses.map((status) => ({ who, actor, filter: { sort, status } }))),
  );
  const readsOf = (actor: Actor, filter: Filter) =>
    profileReads(context.service.connection, 'deals', () => page(actor, filter));

  it.each(cases)('is a stretch of an index for a $who by $filter', async ({ actor, filter }) => {
    const [read] = await readsOf(actor, { ...filter, limit: 20 });
    expect(read).toMatchObject({ planSummary: expect.stringMatching(/^IXSCAN/), hasSortStage: false });
    expect(read!.docsExamined).toBeLessThan(21 * 4);
  });

  it.each(cases)('is the same for a later page for a $who by $filter', async ({ actor, filter }) => {
    let cursor: string | null = null;
    for (let n = 0; n < 4; n += 1) {
      const next = await page(actor, { ...filter, limit: 20, cursor: cursor ?? undefined });
      cursor = next.page.nextCursor;
    }
    const reads = await readsOf(actor, { ...filter, limit: 20, cursor: cursor ?? undefined });
    expect(Math.max(...reads.map(({ docsExamined }) => docsExamined))).toBeLessThan(21 * 4);
  });

  it.each<{ name: string; actor: Actor; filter: Filter }>([
    { name: 'a client', actor: manager, filter: { clientId: crowd.clients[2]! } },
    { name: 'no client', actor: administrator, filter: { withoutClient: true } },
    { name: 'an owner', actor: head, filter: { ownerId: crowd.owners[8]! } },
  ])('is a stretch of an index for the deals of $name', async ({ actor, filter }) => {
    const [read] = await readsOf(actor, { ...filter, limit: 20 });
    expect(read).toMatchObject({ planSummary: expect.stringMatching(/^IXSCAN/), hasSortStage: false });
    expect(read!.docsExamined).toBeLessThan(21 * 4);
  });

  it.each([70, 300])('is a stretch of an index for a head of %d departments', async (count) => {
    const departmentIds = [...crowd.departments.slice(0, 4), ...Array.from({ length: count - 4 }, newId)];
    for (const sort of sorts) {
      const [read] = await readsOf(aHead({ departmentIds }), { sort, limit: 20 });
      expect(read).toMatchObject({ planSummary: expect.stringMatching(/^IXSCAN/), hasSortStage: false });
      expect(read!.docsExamined).toBeLessThan(21 * 8);
    }
  });

  it('is a stretch of an index for the deals of a client of which all are seen', async () => {
    const filter = listDeals.input.parse({ clientId: crowd.clients[2]!, limit: 5 });
    const reads = await profileReads(context.service.connection, 'deals', () =>
      lists.page(manager, filter, { whole: true }),
    );
    expect(reads[0]).toMatchObject({ planSummary: expect.stringMatching(/^IXSCAN/), hasSortStage: false });
    expect(reads[0]!.docsExamined).toBeLessThan(21);
  });

  it('is a stretch of an index for a column of the board', async () => {
    const stageId = context.stage('offer').id;
    const [read] = await readsOf(administrator, { stageId, limit: 20 });
    expect(read).toMatchObject({ planSummary: expect.stringMatching(/^IXSCAN/), hasSortStage: false });
    expect(read!.docsExamined).toBeLessThan(21 * 4);
  });
});
