import type { Actor, DealRow, RpcInput, totalDeals } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { aHead, aManager, anAdministrator } from '@crm/testing';
import { aDealRow, aLostRow, aWonRow } from '../../test/deal-rows.ts';
import { startDealsContext, type DealsContext } from '../../test/deals-context.ts';
import { crowd, departmentOf, loadManyDeals } from '../../test/many-deals.ts';
import { profileReads } from '../../test/read-profile.ts';
import { DealLoadService } from './deal-load.service.ts';
import { DealTotalsRepository } from './deal-totals.repository.ts';

let context: DealsContext;
let totals: DealTotalsRepository;
let rows: readonly DealRow[];
beforeAll(async () => {
  context = await startDealsContext();
  totals = context.get(DealTotalsRepository);
  rows = await loadManyDeals(context, 4000);
}, 60_000);
afterAll(() => context.stop());

/** Their sum, added as whole tenths. */
function tenths(deals: readonly DealRow[], currency: string): string {
  const ofCurrency = deals.filter(({ amount }) => amount.currency === currency);
  const sum = ofCurrency.reduce((all, { amount }) => all + (amount.amount === '0.1' ? 1 : 2), 0);
  return sum % 10 ? `${Math.trunc(sum / 10)}.${sum % 10}` : String(sum / 10);
}

const administrator = anAdministrator();
const rub = (amount: string) => ({ amount, currency: 'RUB' });
const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('totals of deals', () => {
  it('add 0.1 and 0.2 to 0.3, each currency for itself', async () => {
    const owner = { ownerId: newId(), departmentId: newId() };
    await context.get(DealLoadService).load(administrator, {
      rows: [
        aWonRow({ ...owner, amount: rub('0.1') }),
        aWonRow({ ...owner, amount: rub('0.2') }),
        aWonRow({ ...owner, amount: usd('999999999999999.9999') }),
        aWonRow({ ...owner, amount: usd('0.0001') }),
        aLostRow({ ...owner, amount: rub('10') }),
        aDealRow({ ...owner, amount: rub('100'), clientId: null }),
      ],
    });
    const expected = {
      open: { count: 1, amounts: [rub('100')] },
      won: { count: 4, amounts: [rub('0.3'), usd('1000000000000000')] },
      lost: { count: 1, amounts: [rub('10')] },
    };
    const manager = aManager({ employeeId: owner.ownerId });
    const head = aHead({ departmentIds: [owner.departmentId] });
    expect(await totals.total(manager, {})).toEqual(expected);
    expect(await totals.total(head, {})).toEqual(expected);
    expect(await totals.total(administrator, { ownerId: owner.ownerId })).toEqual(expected);
    expect(await totals.total(manager, { withoutClient: true })).toEqual({
      open: { count: 1, amounts: [rub('100')] },
      won: { count: 0, amounts: [] },
      lost: { count: 0, amounts: [] },
    });
    expect(await totals.total(aManager(), { ownerId: owner.ownerId })).toMatchObject({ won: { count: 0 } });
  });

  it('are exact for 4,000 deals', async () => {
    const head = aHead({ departmentIds: crowd.departments });
    const won = rows.filter(({ stageCode }) => stageCode === 'won');
    expect((await totals.total(head, {})).won).toEqual({
      count: won.length,
      amounts: [rub(tenths(won, 'RUB')), usd(tenths(won, 'USD'))],
    });
  });

  it.each<{ name: string; actor: Actor; filter: RpcInput<typeof totalDeals> }>([
    { name: 'a manager', actor: aManager({ employeeId: crowd.owners[0]! }), filter: {} },
    {
      name: 'a head',
      actor: aHead({ departmentIds: [departmentOf(0), departmentOf(1)] }),
      filter: {},
    },
    { name: 'an administrator', actor: administrator, filter: {} },
    { name: 'one owner', actor: administrator, filter: { ownerId: crowd.owners[0]! } },
    { name: 'one client', actor: administrator, filter: { clientId: crowd.clients[0]! } },
  ])('come from the index alone for $name', async ({ actor, filter }) => {
    const [read] = await profileReads(context.service.connection, 'deals', () => totals.total(actor, filter));
    expect(read).toMatchObject({ docsExamined: 0, planSummary: expect.stringMatching(/^IXSCAN/) });
  });
});
