import { type Actor, type ClientFact, listDeals, type Whose } from '@crm/contracts';
import { newId, Transaction } from '@crm/persistence';
import { readerKeys } from '@crm/access';
import { aHead, aManager, anActor, anAdministrator, aStandIn } from '@crm/testing';
import { DealExplanationService } from '../deals/deal-explanation.service.ts';
import { DealQueryService } from '../deals/deal-query.service.ts';
import { DealService } from '../deals/deal.service.ts';
import { startDealsContext, type DealsContext } from '../../test/deals-context.ts';
import { KnownClientRepository } from '@crm/known-clients';
import { KnownClientService } from '@crm/known-clients';

let context: DealsContext;
let clients: KnownClientService;
beforeAll(async () => {
  context = await startDealsContext();
  clients = context.get(KnownClientService);
});
afterAll(() => context.stop());

const aClient = (given: Partial<ClientFact> = {}): ClientFact => ({
  id: newId(),
  version: 1,
  kind: 'organisation',
  name: 'Palm',
  lifecycleStatus: 'prospect',
  parentId: null,
  sectorId: null,
  ownerId: newId(),
  departmentId: newId(),
  readers: [],
  ...given,
});
/** What a batch of events does. */
const hear = (...told: ClientFact[]) =>
  context.get(Transaction).run(async () => told.forEach((client) => clients.remember(client)));

describe('a client that the clients service has told of', () => {
  it('is within reach of his owner, of the head of the department, and of who sees all', async () => {
    const client = aClient();
    await hear(client);
    const head = aHead({ departmentIds: [newId(), client.departmentId] });
    for (const actor of [aManager({ employeeId: client.ownerId }), head, anAdministrator()]) {
      await expect(clients.requireReach(actor, client.id)).resolves.toBeUndefined();
    }
  });

  it('is not found by anybody else', async () => {
    const client = aClient();
    await hear(client);
    for (const actor of [aManager(), aHead()]) {
      await expect(clients.requireReach(actor, client.id)).rejects.toMatchObject({ code: 'client.not_found' });
    }
  });

  it('moves with his owner, whatever the order in which the events of one batch or of several come', async () => {
    const client = aClient();
    const [second, third] = [newId(), newId()];
    await hear(client, { ...client, version: 3, ownerId: third });
    await hear({ ...client, version: 2, ownerId: second });
    await expect(clients.requireReach(aManager({ employeeId: third }), client.id)).resolves.toBeUndefined();
    await expect(clients.requireReach(aManager({ employeeId: second }), client.id)).rejects.toThrow('client.not_found');
  });
});

it('lets a client pass of whom nobody has told yet: the gateway asks his service', async () => {
  await expect(clients.requireReach(aManager(), newId())).resolves.toBeUndefined();
});

it('forgets in a rebuild whom the clients service does not know any more', async () => {
  const [kept, gone] = [aClient(), aClient()];
  await hear(kept, gone);
  const projection = context.get(KnownClientRepository);
  await projection.apply('client', [kept], 1);
  while ((await projection.removeOlder(1, 1)) > 0);
  await expect(clients.requireReach(aManager(), kept.id)).rejects.toThrow('client.not_found');
  await expect(clients.requireReach(aManager(), gone.id)).resolves.toBeUndefined();
});

describe('the deals of a client', () => {
  const shared = (client: ClientFact, ...employeeIds: string[]): ClientFact => ({
    ...client,
    version: client.version + 1,
    readers: readerKeys({ ...client, employeeIds, departmentIds: [] }),
  });
  const open = (clientId: string, actor = aManager()) =>
    context.get(DealService).create(actor, {
      ...{ clientId, title: 'Станок', amount: { amount: '10', currency: 'RUB' }, ownerDepartmentId: newId() },
      ...{ productId: null, expectedCloseOn: null, note: null },
    });
  const queries = () => context.get(DealQueryService);
  const listed = async (actor: Actor, clientId?: string) =>
    (await queries().list(actor, listDeals.input.parse({ clientId }))).data.map(({ id }) => id);

  it('are all seen by whoever reads the client, and changed by those who answer for them', async () => {
    const [client, kim, owner] = [aClient(), aManager(), aManager()];
    const { id } = await open(client.id, owner);
    const own = await open(client.id, kim);
    await hear(client);
    expect(await listed(kim, client.id)).toEqual([own.id]);
    await expect(queries().get(kim, id)).rejects.toThrow('deal.not_found');

    await hear(shared(client, kim.employeeId));
    expect((await listed(kim, client.id)).toSorted()).toEqual([id, own.id].toSorted());
    expect(await queries().get(kim, id)).toMatchObject({ id });
    expect((await queries().total(kim, { clientId: client.id })).open.count).toBe(2);
    expect(await listed(kim)).toEqual([own.id]);
    const change = { dealId: id, change: { title: 'Мой' } };
    await expect(context.get(DealService).change(kim, change)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(context.get(DealService).change(owner, change)).resolves.toMatchObject({ title: 'Мой' });

    const explain = (action: 'read' | 'change') =>
      context.get(DealExplanationService).explain(anAdministrator(), { holder: kim, recordId: id, action });
    const byClient = { rule: 'client', holds: true };
    expect(await explain('read')).toMatchObject({
      allowed: true,
      rules: expect.arrayContaining([expect.objectContaining(byClient)]),
    });
    expect(await explain('change')).toMatchObject({ allowed: false });

    await hear({ ...client, version: 3 });
    expect(await explain('read')).toMatchObject({ allowed: false });
    expect(await listed(kim, client.id)).toEqual([own.id]);
    await expect(queries().get(kim, id)).rejects.toThrow('deal.not_found');
    await expect(context.get(DealService).change(kim, change)).rejects.toMatchObject({ code: 'deal.not_found' });
  });

  it('are seen by nobody whose role sees no deals, nor before anything was told of the client', async () => {
    const client = aClient();
    const { id } = await open(client.id);
    const marketer = anActor('marketer');
    const blind = { ...marketer, scopes: { ...marketer.scopes, deal: { read: 'none', change: 'none' } } } as const;
    await expect(queries().get(aManager({ employeeId: client.ownerId }), id)).rejects.toThrow('deal.not_found');
    await hear(client);
    await expect(queries().get(aManager({ employeeId: client.ownerId }), id)).resolves.toMatchObject({ id });
    await expect(queries().get(blind, id)).rejects.toThrow('deal.not_found');
    expect(await listed(blind, client.id)).toEqual([]);
  });
});

describe('a deal in the place of a colleague who is away', () => {
  const farming = newId();
  const oneSecondAgo = () => new Date(Date.now() - 1_000).toISOString();
  const queries = () => context.get(DealQueryService);
  const deals = () => context.get(DealService);
  const open = (actor: Actor, clientId: string) =>
    deals().create(actor, {
      ...{ clientId, title: 'Станок', amount: { amount: '10', currency: 'RUB' }, ownerDepartmentId: newId() },
      ...{ productId: null, expectedCloseOn: null, note: null },
    });
  const listed = async (actor: Actor, whose?: Whose) => {
    const { data } = await queries().list(await clients.withPortfolios(actor), listDeals.input.parse({ whose }));
    return data.map(({ id, onBehalfOf }) => [id, onBehalfOf?.name]).toSorted();
  };
  const moveOn = async (actor: Actor, dealId: string) =>
    deals().move(await clients.withPortfolios(actor), { dealId, stageId: context.pipeline.stages[1]!.id });

  it('is listed with its mark, worked on, and written down as his, until the substitution is over', async () => {
    const [al, bo] = [aManager(), aManager()];
    const client = aClient({ ownerId: al.employeeId });
    await hear(client);
    const [his, own] = [await open(al, client.id), await open(bo, newId())];
    const acting = { ...bo, standsInFor: [aStandIn(al.employeeId)] };
    expect(await listed(acting)).toEqual(
      [
        [his.id, 'Al'],
        [own.id, undefined],
      ].toSorted(),
    );
    expect(await listed(acting, 'mine')).toEqual([[own.id, undefined]]);
    expect(await listed(acting, 'substituted')).toEqual([[his.id, 'Al']]);

    const madeOnBehalf = { substituteId: bo.employeeId, absentId: al.employeeId };
    const moved = await moveOn(acting, his.id);
    expect(moved).toMatchObject({ ownerId: al.employeeId, madeOnBehalf });
    const step = { byEmployeeId: bo.employeeId, onBehalfOfId: al.employeeId };
    expect((await context.stored(his.id)).stageHistory.at(-1)).toMatchObject(step);
    // A deal that he opens with a client of the absent is the absent's, and his own work.
    const opened = await open(acting, client.id);
    expect(opened).toMatchObject({ ownerId: al.employeeId, departmentId: client.departmentId, madeOnBehalf });
    expect(opened.stageHistory).toMatchObject([step]);
    expect(await deals().change(al, { dealId: his.id, change: { title: 'Мой' } })).not.toHaveProperty('madeOnBehalf');

    const over = { ...bo, standsInFor: [aStandIn(al.employeeId, { until: oneSecondAgo() })] };
    expect(await listed(over, 'substituted')).toEqual([]);
    expect(await listed(over)).toEqual([[own.id, undefined]]);
    expect(await listed(al)).toContainEqual([opened.id, undefined]);
    await expect(queries().get(over, his.id)).rejects.toThrow('deal.not_found');
    await expect(moveOn(over, his.id)).rejects.toThrow('deal.not_found');
  });

  it('is reached with clients of the sectors alone for which he stands in', async () => {
    const [al, bo] = [aManager(), aManager()];
    const ownerId = al.employeeId;
    const [inside, outside] = [aClient({ ownerId, sectorId: farming }), aClient({ ownerId, sectorId: newId() })];
    await hear(inside, outside);
    const [reached, foreign] = [await open(al, inside.id), await open(al, outside.id)];
    const acting = { ...bo, standsInFor: [aStandIn(ownerId, { sectorIds: [farming] })] };
    expect(await listed(acting)).toEqual([[reached.id, 'Al']]);
    expect(await listed(acting, 'mine-and-substituted')).toEqual([[reached.id, 'Al']]);
    expect(await moveOn(acting, reached.id)).toMatchObject({ ownerId, madeOnBehalf: { absentId: ownerId } });
    await expect(moveOn(acting, foreign.id)).rejects.toThrow('deal.not_found');
    await expect(clients.requireReach(acting, inside.id)).resolves.toBeUndefined();
    await expect(clients.requireReach(acting, outside.id)).rejects.toThrow('client.not_found');
    const explain = (recordId: string, action: 'read' | 'change') =>
      context.get(DealExplanationService).explain(anAdministrator(), { holder: acting, recordId, action });
    expect(await explain(reached.id, 'change')).toMatchObject({ allowed: true });
    expect(await explain(foreign.id, 'change')).toMatchObject({ allowed: false });

    // The client moves to another sector: from then on he is not among those of the substitute.
    await hear({ ...inside, version: 2, sectorId: newId() });
    expect(await listed(acting)).toEqual([]);
    await expect(moveOn(acting, reached.id)).rejects.toThrow('deal.not_found');
  });
});

describe('what others do with a client, when it changes who reads him', () => {
  const [east, west] = [newId(), newId()];
  const people = {
    owner: aManager(),
    kim: aManager(),
    headOfEast: aHead({ departmentIds: [newId(), east] }),
    headOfWest: aHead({ departmentIds: [newId(), west] }),
  };
  type Who = keyof typeof people;
  interface State {
    readonly owner?: Who;
    readonly departmentId?: string;
    readonly shownTo?: Who;
  }
  const factOf = (
    id: string,
    version: number,
    { owner = 'owner', departmentId = east, shownTo }: State,
  ): ClientFact => {
    const employeeIds = shownTo ? [people[shownTo].employeeId] : [];
    const ownership = { ownerId: people[owner].employeeId, departmentId };
    return aClient({
      id,
      version,
      ...ownership,
      readers: readerKeys({ ...ownership, employeeIds, departmentIds: [] }),
    });
  };

  it.each<[string, { before: State; after: State; loses?: Who; gains?: Who }]>([
    ['he got another owner', { before: {}, after: { owner: 'kim' }, loses: 'owner', gains: 'kim' }],
    [
      'his owner works in another department',
      { before: {}, after: { departmentId: west }, loses: 'headOfEast', gains: 'headOfWest' },
    ],
    ['he was shown to somebody', { before: {}, after: { shownTo: 'kim' }, gains: 'kim' }],
    ['he is not shown any more', { before: { shownTo: 'kim' }, after: {}, loses: 'kim' }],
  ])('is seen as before until its event arrives, and a late event opens nothing again: %s', async (_what, change) => {
    const sees = async (who: Who, { id }: ClientFact) => {
      const { data } = await context.get(DealQueryService).list(people[who], listDeals.input.parse({ clientId: id }));
      return data.length > 0;
    };
    const [before, after] = [factOf(newId(), 2, change.before), factOf(newId(), 3, change.after)];
    const [{ id }, other] = [before, after.id];
    for (const client of [before, after]) {
      await context.get(DealService).create(aManager(), {
        ...{
          clientId: client.id,
          title: 'Станок',
          amount: { amount: '10', currency: 'RUB' },
          ownerDepartmentId: newId(),
        },
        ...{ productId: null, expectedCloseOn: null, note: null },
      });
    }
    await hear(before);
    for (const who of Object.keys(people) as Who[]) {
      if (who === change.gains) expect(await sees(who, before)).toBe(false);
      if (who === change.loses) expect(await sees(who, before)).toBe(true);
    }
    await hear({ ...after, id });
    const expectChanged = async (client: ClientFact) => {
      if (change.gains) expect(await sees(change.gains, client)).toBe(true);
      if (change.loses) expect(await sees(change.loses, client)).toBe(false);
    };
    await expectChanged(before);
    await hear(before);
    await expectChanged(before);
    // Also of a client of whom the newer state is told first.
    await hear(after, { ...before, id: other });
    await expectChanged(after);
  });
});
