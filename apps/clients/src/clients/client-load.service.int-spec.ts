import { ClientRow } from '@crm/contracts';
import { aManager, anAdministrator } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { ClientLoadService } from './client-load.service.ts';
import { ClientService } from './client.service.ts';

describe(ClientLoadService, () => {
  let context: ClientsContext;
  let owner: Awaited<ReturnType<ClientsContext['manager']>>;
  beforeAll(async () => {
    context = await startClientsContext();
    owner = await context.manager();
  });
  afterAll(() => context.stop());

  const row = (externalId: string, facts: Partial<ClientRow> = {}): ClientRow =>
    ClientRow.parse({ externalId, kind: 'organisation', name: externalId, ownerId: owner.id, ...facts });
  const load = (...rows: ClientRow[]) => context.get(ClientLoadService).load(anAdministrator(), { rows });

  it('stores clients as if each had been created by its owner', async () => {
    const { rows } = await load(
      row('shop', { parentExternalId: 'chain', sectorCode: 'retail', organisation: { annualRevenueMillions: '5.5' } }),
      row('chain'),
    );
    const [shop, chain] = rows;
    const stored = await context.get(ClientService).get(owner.actor, { clientId: shop!.id });
    expect(stored).toMatchObject({
      name: 'shop',
      parentId: chain!.id,
      departmentId: owner.departmentId,
      organisation: { annualRevenueMillions: '5.5' },
      version: 1,
    });
  });

  it('keeps what is there, also when the same message comes twice at once', async () => {
    const rows = Array.from({ length: 50 }, (_, n) => row(`twice-${n}`));
    const [one, other] = await Promise.all([load(...rows), load(...rows)]);
    expect(one.rows.map(({ id }) => id)).toEqual(other.rows.map(({ id }) => id));
    expect(one.rows.map(({ externalId }) => externalId)).toEqual(rows.map(({ externalId }) => externalId));
    expect(await context.model('Client').countDocuments({ externalId: /^twice/ })).toBe(50);

    const again = await load(row('twice-0', { name: 'changed' }), row('twice-new'));
    expect(again.rows.map(({ outcome }) => outcome)).toEqual(['kept', 'created']);
    const kept = await context.get(ClientService).get(owner.actor, { clientId: again.rows[0]!.id });
    expect(kept.name).toBe('twice-0');
  });

  it('stores nothing of a message with a wrong row', async () => {
    await expect(load(row('good'), row('bad', { sectorCode: 'magic' }))).rejects.toThrow('classifier.value_unknown');
    expect(await context.model('Client').countDocuments({ externalId: 'good' })).toBe(0);
  });

  it('is done by those who may load', async () => {
    expect(() => context.get(ClientLoadService).load(aManager(), { rows: [row('own')] })).toThrow('forbidden');
  });
});
