import { ClientRow } from '@crm/contracts';
import { planLoad } from '../loading/load-plan.ts';
import { clientsToStore } from './client-load.ts';

const [owner, leaver] = ['a'.repeat(24), 'b'.repeat(24)] as const;
const data = {
  stored: new Map([
    ['holding', { id: 'id-of-holding', kind: 'organisation' as const }],
    ['kim', { id: 'id-of-kim', kind: 'person' as const }],
  ]),
  owners: new Map([
    [owner, { status: 'active' as const, departmentId: 'id-of-east' }],
    [leaver, { status: 'leaving' as const, departmentId: 'id-of-east' }],
  ]),
  classifierValues: [
    { id: 'id-of-retail', classifier: 'sector', code: 'retail', archived: false },
    { id: 'id-of-fax', classifier: 'source', code: 'fax', archived: true },
  ],
};

const row = (externalId: string, facts: Partial<ClientRow> = {}): ClientRow =>
  ClientRow.parse({ externalId, kind: 'organisation', name: externalId, ownerId: owner, ...facts });

function load(...rows: ClientRow[]) {
  const stored = new Map([...data.stored].map(([externalId, { id }]) => [externalId, id]));
  return clientsToStore(planLoad(rows, stored, idsInOrder()), data);
}

function idsInOrder(): () => string {
  let count = 0;
  return () => `id-${++count}`;
}

function refusalOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe(clientsToStore, () => {
  it('places a client with his owner, by codes and external keys', () => {
    const [client] = load(row('shop', { sectorCode: 'retail', parentExternalId: 'holding' }));
    expect(client).toMatchObject({
      id: 'id-1',
      externalId: 'shop',
      client: { sectorId: 'id-of-retail', regionId: null, parentId: 'id-of-holding', departmentId: 'id-of-east' },
    });
  });

  it('finds a parent that comes later in the same message', () => {
    const [shop] = load(row('shop', { parentExternalId: 'chain' }), row('chain'));
    expect(shop?.client.parentId).toBe('id-2');
  });

  it('leaves a client that is there as he stands, whatever the row says', () => {
    expect(load(row('holding', { ownerId: leaver, sectorCode: 'nonsense' }))).toEqual([]);
  });

  it.each<{ rule: string; rows: ClientRow[]; code: string }>([
    { rule: 'an unknown owner', rows: [row('shop', { ownerId: 'c'.repeat(24) })], code: 'employee.not_found' },
    { rule: 'an owner who leaves', rows: [row('shop', { ownerId: leaver })], code: 'employee.not_active' },
    { rule: 'an unknown sector', rows: [row('shop', { sectorCode: 'magic' })], code: 'classifier.value_unknown' },
    {
      rule: 'a code of another classifier',
      rows: [row('shop', { regionCode: 'retail' })],
      code: 'classifier.value_unknown',
    },
    { rule: 'an archived source', rows: [row('shop', { sourceCode: 'fax' })], code: 'classifier.value_archived' },
    { rule: 'an unknown parent', rows: [row('shop', { parentExternalId: 'x' })], code: 'client.parent_not_found' },
    {
      rule: 'a person as a parent',
      rows: [row('shop', { parentExternalId: 'kim' })],
      code: 'client.parent_not_organisation',
    },
    {
      rule: 'a circle inside the message',
      rows: [row('shop', { parentExternalId: 'chain' }), row('chain', { parentExternalId: 'shop' })],
      code: 'client.parent_cycle',
    },
    { rule: 'facts of another kind', rows: [row('shop', { person: {} })], code: 'invalid' },
  ])('refuses $rule and names the row', ({ rows, code }) => {
    const refusal = refusalOf(() => load(...rows));
    expect(refusal).toMatchObject({ code, details: { externalId: 'shop' } });
  });
});
