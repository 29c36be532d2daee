import { newId } from '@crm/persistence';
import { anAdministrator } from '@crm/testing';
import { aDealRow, aLostRow, aWonRow } from '../../test/deal-rows.ts';
import { startDealsContext, type DealsContext } from '../../test/deals-context.ts';
import { profileReads } from '../../test/read-profile.ts';
import { DealLoadService } from '../deals/deal-load.service.ts';
import { DealQueryService } from '../deals/deal-query.service.ts';
import { DealSectionRepository } from './deal-section.repository.ts';

let context: DealsContext;
let sections: DealSectionRepository;
beforeAll(async () => {
  context = await startDealsContext();
  sections = context.get(DealSectionRepository);
});
afterAll(() => context.stop());

const times = <Item>(count: number, make: () => Item): Item[] => Array.from({ length: count }, make);
const load = (rows: ReturnType<typeof aDealRow>[]) => context.get(DealLoadService).load(anAdministrator(), { rows });

describe("the deals' part of a client card", () => {
  it('is empty for a client without deals', async () => {
    expect(await sections.section(newId())).toEqual({ open: [], counts: { open: 0, won: 0, lost: 0 } });
  });

  it('shows the 50 open deals that were changed last, and counts all', async () => {
    const clientId = newId();
    context.clock.set('2026-11-01T09:00:00.000Z');
    await load([
      ...times(10, () => aDealRow({ clientId })),
      ...times(3, () => aWonRow({ clientId })),
      aLostRow({ clientId }),
    ]);
    context.clock.set('2026-11-02T09:00:00.000Z');
    await load(times(45, () => aDealRow({ clientId })));

    const { open, counts } = await sections.section(clientId);
    expect(counts).toEqual({ open: 55, won: 3, lost: 1 });
    expect(open).toHaveLength(50);
    expect(open.filter(({ updatedAt }) => updatedAt.startsWith('2026-11-02'))).toHaveLength(45);
    expect(open.map(({ updatedAt }) => updatedAt)).toEqual(
      open
        .map(({ updatedAt }) => updatedAt)
        .toSorted()
        .toReversed(),
    );
  });

  it('shows a deal as lists do, whoever owns it', async () => {
    const clientId = newId();
    await load([aDealRow({ clientId })]);
    const [shown] = (await sections.section(clientId)).open;
    const { data } = await context
      .get(DealQueryService)
      .list(anAdministrator(), { clientId, sort: '-updatedAt', limit: 1 });
    expect(shown).toEqual(data[0]);
  });

  it('costs one question, answered from one index, and no document besides those shown', async () => {
    const clientId = newId();
    await load([...times(60, () => aDealRow({ clientId })), ...times(40, () => aWonRow({ clientId }))]);
    const reads = await profileReads(context.service.connection, 'deals', () => sections.section(clientId));
    const index = expect.stringMatching(/^IXSCAN { clientId: 1, status: 1, updatedAt: -1/);
    expect(reads).toEqual([{ planSummary: index, keysExamined: 150, docsExamined: 50, hasSortStage: false }]);
  });
});
