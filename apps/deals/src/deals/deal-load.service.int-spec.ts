import { newId } from '@crm/persistence';
import { aManager, anAdministrator } from '@crm/testing';
import { aDealRow, aLostRow, aWonRow, closedAt } from '../../test/deal-rows.ts';
import { startDealsContext, type DealsContext } from '../../test/deals-context.ts';
import { DealLoadService } from './deal-load.service.ts';

let context: DealsContext;
let loads: DealLoadService;
beforeAll(async () => {
  context = await startDealsContext();
  loads = context.get(DealLoadService);
});
afterAll(() => context.stop());

const administrator = anAdministrator();
const load = (rows: ReturnType<typeof aDealRow>[]) => loads.load(administrator, { rows });
const storedCount = (rows: ReturnType<typeof aDealRow>[]) =>
  context.deals.countDocuments({ $or: rows.map(({ externalId }) => ({ externalId })) });

describe('a load of deals', () => {
  it('stores each row as the deal that it describes', async () => {
    const row = aLostRow({
      clientId: null,
      lostReasonCode: 'not-recorded',
      stageHistory: [
        { stageCode: 'offer', enteredAt: '2026-11-10T00:00:00.000Z' },
        { stageCode: 'lost', enteredAt: closedAt },
      ],
    });
    const { rows } = await load([row]);
    expect(rows).toEqual([{ externalId: row.externalId, id: expect.any(String), outcome: 'created' }]);
    expect(await context.stored(rows[0]!.id)).toMatchObject({
      title: row.title,
      clientId: null,
      ownerId: row.ownerId,
      departmentId: row.departmentId,
      status: 'lost',
      stageId: context.stage('lost').id,
      closedAt,
      lostReasonId: context.reasonId('not-recorded'),
      stageHistory: [
        { stageId: context.stage('offer').id, enteredAt: '2026-11-10T00:00:00.000Z', byEmployeeId: null },
        { stageId: context.stage('lost').id, enteredAt: closedAt, byEmployeeId: null },
      ],
      version: 1,
    });
  });

  it('keeps what a load before has stored, and tells so in the order of the rows', async () => {
    const [known, unknown] = [aDealRow(), aWonRow()];
    const first = await load([known]);
    const again = await load([unknown, { ...known, title: 'Another title' }, unknown]);
    expect(again.rows.map(({ externalId, outcome }) => [externalId, outcome])).toEqual([
      [unknown.externalId, 'created'],
      [known.externalId, 'kept'],
      [unknown.externalId, 'kept'],
    ]);
    expect(again.rows[1]!.id).toBe(first.rows[0]!.id);
    expect(await context.stored(first.rows[0]!.id)).toMatchObject({ title: known.title, version: 1 });
  });

  it('may arrive several times at once', async () => {
    const rows = Array.from({ length: 50 }, () => aDealRow());
    const [one, ...others] = await Promise.all(Array.from({ length: 4 }, () => load(rows)));
    for (const other of others) expect(other.rows.map(({ id }) => id)).toEqual(one!.rows.map(({ id }) => id));
    expect(await storedCount(rows)).toBe(50);
  });

  it.each([
    { code: 'invalid', row: aWonRow({ closedAt: null }) },
    { code: 'product.not_found', row: aDealRow({ productId: newId() }) },
    { code: 'pipeline.not_found', row: aDealRow({ pipelineCode: 'tender' }) },
    { code: 'classifier.value_unknown', row: aLostRow({ lostReasonCode: 'weather' }) },
  ])('stores nothing of a message in which one row is refused with $code', async ({ code, row }) => {
    const rows = [aDealRow(), row, aDealRow()];
    await expect(load(rows)).rejects.toThrow(code);
    expect(await storedCount(rows)).toBe(0);
  });

  it('is not for managers', async () => {
    await expect(loads.load(aManager(), { rows: [aDealRow()] })).rejects.toThrow('forbidden');
  });
});
