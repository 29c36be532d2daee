import { newId } from '@crm/persistence';
import { aHead, anActor, aManager, anAdministrator, fiftyRivals, oneWins } from '@crm/testing';
import { aNewDeal } from '../../test/deal-rows.ts';
import { startDealsContext, type DealsContext } from '../../test/deals-context.ts';
import { ProductService } from '../products/product.service.ts';
import { DealQueryService } from './deal-query.service.ts';
import { DealService } from './deal.service.ts';

interface Seen {
  readonly dealId: string;
  readonly expectedVersion: number;
}

let context: DealsContext;
let deals: DealService;
beforeAll(async () => {
  context = await startDealsContext();
  deals = context.get(DealService);
});
afterAll(() => context.stop());

const manager = aManager();
const openOne = () => deals.create(manager, aNewDeal());

describe('opening a deal', () => {
  it('makes it the first stage of the first pipeline, owned by its author', async () => {
    const departmentId = newId();
    const deal = await deals.create(manager, aNewDeal({ ownerDepartmentId: departmentId }));
    expect(deal).toMatchObject({
      ownerId: manager.employeeId,
      departmentId,
      pipelineId: context.pipeline.id,
      stageId: context.stage('request').id,
      status: 'open',
      version: 1,
    });
    expect(await context.stored(deal.id)).toEqual(deal);
  });

  it.each([
    { timeZone: 'Asia/Vladivostok', openedOn: '2026-11-25' },
    { timeZone: 'America/Los_Angeles', openedOn: '2026-11-24' },
  ])('takes the day that it is for its author: $openedOn in $timeZone', async ({ timeZone, openedOn }) => {
    context.clock.set('2026-11-24T20:00:00.000Z');
    expect(await deals.create({ ...manager, timeZone }, aNewDeal())).toMatchObject({ openedOn });
  });

  it('takes the day when talks began, if it is said', async () => {
    expect(await deals.create(manager, aNewDeal({ openedOn: '2026-10-01' }))).toMatchObject({ openedOn: '2026-10-01' });
  });

  it.each([
    { code: 'product.not_found', given: { productId: newId() } },
    { code: 'pipeline.not_found', given: { pipelineId: newId() } },
  ])('refuses what is not there with $code', async ({ code, given }) => {
    await expect(deals.create(manager, aNewDeal(given))).rejects.toThrow(code);
  });

  it('is not for those who only read', async () => {
    await expect(deals.create(aManager({ role: 'auditor' }), aNewDeal())).rejects.toThrow('forbidden');
  });
});

describe('changing a deal', () => {
  it('stores the new facts under the next version', async () => {
    const { id } = await openOne();
    const { rows } = await context.get(ProductService).load(anAdministrator(), {
      rows: [{ externalId: newId(), name: 'GTX', series: null, price: { amount: '550', currency: 'USD' } }],
    });
    const productId = rows[0]!.id;
    const change = { productId, amount: { amount: '0.3', currency: 'USD' }, note: 'Срочно' };
    const changed = await deals.change(manager, { dealId: id, expectedVersion: 1, change });
    expect(changed).toMatchObject({ ...change, version: 2 });
    expect(await context.stored(id)).toEqual(changed);
  });

  it('refuses a product that is not there', async () => {
    const { id } = await openOne();
    await expect(deals.change(manager, { dealId: id, change: { productId: newId() } })).rejects.toThrow(
      'product.not_found',
    );
  });

  it('refuses a change made on an older state, and says what the version is', async () => {
    const { id } = await openOne();
    await deals.change(manager, { dealId: id, change: { title: 'Второй' } });
    const late = deals.change(manager, { dealId: id, expectedVersion: 1, change: { title: 'Третий' } });
    await expect(late).rejects.toMatchObject({ code: 'version_conflict', details: { current: 2 } });
    expect(await context.stored(id)).toMatchObject({ title: 'Второй', version: 2 });
  });

  it.each([
    {
      step: 'change',
      take: (ref: Seen, index: number) => deals.change(manager, { ...ref, change: { title: `${index}` } }),
    },
    { step: 'move', take: (ref: Seen) => deals.move(manager, { ...ref, stageId: context.stage('offer').id }) },
    { step: 'win', take: (ref: Seen) => deals.win(manager, ref) },
    {
      step: 'lose',
      take: (ref: Seen) => deals.lose(manager, { ...ref, reasonId: context.reasonId('other'), comment: 'Переезд' }),
    },
  ])(
    'lets one of fifty win that $step the same version, and shows the others what has become of it',
    async ({ take }) => {
      const { id: dealId } = await openOne();
      const rivalry = await fiftyRivals((index) => take({ dealId, expectedVersion: 1 }, index));
      expect(rivalry).toEqual(oneWins(await context.stored(dealId)));
    },
  );

  it('keeps both of two changes made at the same time', async () => {
    const { id } = await openOne();
    await Promise.all([
      deals.change(manager, { dealId: id, change: { title: 'Два станка' } }),
      deals.move(manager, { dealId: id, stageId: context.stage('offer').id }),
    ]);
    expect(await context.stored(id)).toMatchObject({
      title: 'Два станка',
      stageId: context.stage('offer').id,
      version: 3,
    });
  });
});

describe('the way of a deal', () => {
  it('goes through the stages to its end, and keeps who took it there and when', async () => {
    context.clock.set('2026-11-01T09:00:00.000Z');
    const { id } = await openOne();
    const head = anActor('director');
    context.clock.set('2026-11-10T09:00:00.000Z');
    await deals.move(manager, { dealId: id, expectedVersion: 1, stageId: context.stage('offer').id });
    context.clock.set('2026-11-24T09:00:00.000Z');
    const won = await deals.win(head, {
      dealId: id,
      expectedVersion: 2,
      amount: { amount: '999.99', currency: 'RUB' },
    });

    expect(won).toMatchObject({ status: 'won', version: 3, closedAt: '2026-11-24T09:00:00.000Z' });
    expect(won.amount).toEqual({ amount: '999.99', currency: 'RUB' });
    expect(won.stageHistory).toEqual([
      { stageId: context.stage('request').id, enteredAt: '2026-11-01T09:00:00.000Z', byEmployeeId: manager.employeeId },
      { stageId: context.stage('offer').id, enteredAt: '2026-11-10T09:00:00.000Z', byEmployeeId: manager.employeeId },
      { stageId: context.stage('won').id, enteredAt: '2026-11-24T09:00:00.000Z', byEmployeeId: head.employeeId },
    ]);
    expect(await context.stored(id)).toEqual(won);
  });

  it('stores nothing for a move to the stage where the deal stands', async () => {
    const deal = await openOne();
    expect(await deals.move(manager, { dealId: deal.id, stageId: deal.stageId })).toEqual(deal);
    expect(await context.stored(deal.id)).toEqual(deal);
  });

  it('ends in a refusal with its reason', async () => {
    const { id } = await openOne();
    const reasonId = context.reasonId('other');
    await expect(deals.lose(manager, { dealId: id, reasonId, comment: null })).rejects.toThrow('invalid');
    const lost = await deals.lose(manager, { dealId: id, reasonId, comment: 'Переезд' });
    expect(lost).toMatchObject({ status: 'lost', lostReasonId: reasonId, lostComment: 'Переезд' });
    expect(await context.stored(id)).toEqual(lost);
  });

  it('refuses a reason that the classifier does not have', async () => {
    const { id } = await openOne();
    await expect(deals.lose(manager, { dealId: id, reasonId: newId(), comment: null })).rejects.toThrow(
      'classifier.value_unknown',
    );
  });

  it('ends once, when two people close the deal at the same time', async () => {
    const { id } = await openOne();
    const reasonId = context.reasonId('price');
    const outcomes = await Promise.allSettled([
      deals.win(manager, { dealId: id }),
      deals.lose(manager, { dealId: id, reasonId, comment: null }),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'deal.closed' } });
    expect((await context.stored(id)).stageHistory).toHaveLength(2);
  });
});

describe('the deal of a stranger', () => {
  const strangers = [
    { who: 'a manager', actor: aManager() },
    { who: 'the head of another department', actor: aHead() },
  ];

  it.each(strangers)('is not there for $who', async ({ actor }) => {
    const { id } = await openOne();
    await expect(context.get(DealQueryService).get(actor, id)).rejects.toThrow('deal.not_found');
    await expect(deals.win(actor, { dealId: id })).rejects.toThrow('deal.not_found');
    await expect(deals.change(actor, { dealId: id, change: { title: 'Чужая' } })).rejects.toThrow('deal.not_found');
  });

  it('is there for the head of its department', async () => {
    const deal = await openOne();
    const head = aHead({ departmentIds: [newId(), deal.departmentId] });
    expect(await context.get(DealQueryService).get(head, deal.id)).toEqual(deal);
    expect(await deals.win(head, { dealId: deal.id })).toMatchObject({ status: 'won' });
  });
});
