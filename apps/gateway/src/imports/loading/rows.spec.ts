import { loadClients, loadDeals, loadStaff } from '@crm/contracts';
import { knownClassifiers, type SetLines, sourceOf } from '../../../test/import-set.ts';
import { surveySet } from '../surveying/survey.ts';
import { clientRow } from './client-row.ts';
import { dealRow } from './deal-row.ts';
import { externalKey } from './external-key.ts';
import { StaffIds } from './staff-ids.ts';
import { staffMessages } from './staff-rows.ts';

const idOf = (digit: string) => digit.repeat(24);
const importer = { employeeId: idOf('f'), departmentId: idOf('e') };
const staff = new StaffIds(importer);
staff.set('Ann Lee', { employeeId: idOf('a'), departmentId: idOf('1') });
staff.set('Bob Ray', { employeeId: idOf('b'), departmentId: idOf('1') });
const references = {
  staff,
  products: new Map([['Alpha Pro', idOf('9')]]),
  clients: new Map([['Hilltop', idOf('8')]]),
};

async function rowsOf(given: Partial<SetLines> = {}) {
  const source = sourceOf(given);
  const survey = await surveySet(source, knownClassifiers, async () => undefined);
  const clients = [];
  for await (const row of source.rows('accounts')) clients.push(clientRow(row, survey, staff));
  const deals = [];
  for await (const row of source.rows('sales_pipeline')) deals.push(dealRow(row, survey, references));
  return { clients, deals, staff: staffMessages(survey.team) };
}

describe('clients', () => {
  it('are organisations with what the set knows of them', async () => {
    const { clients } = await rowsOf();
    expect(clients).toMatchObject([
      {
        name: 'Hilltop',
        lifecycleStatus: 'customer',
        ownerId: idOf('b'),
        parentExternalId: null,
        sectorCode: 'technology',
        regionCode: 'us',
        organisation: { foundedIn: 1996, employeeCount: 2822, annualRevenueMillions: '1100.04' },
      },
      {
        name: 'Brookside',
        lifecycleStatus: 'prospect',
        parentExternalId: externalKey('account', 'Hilltop'),
        regionCode: 'ph',
      },
      { name: 'Meadow & Co', ownerId: importer.employeeId, sectorCode: 'farming', regionCode: 'korea' },
    ]);
    expect(loadClients.input.safeParse({ rows: clients }).error).toBeUndefined();
  });
});

describe('deals', () => {
  it('are won, lost or open, each at its price', async () => {
    const { deals } = await rowsOf();
    expect(
      deals.map(({ stageCode, amount, openedOn, closedAt }) => [stageCode, amount.amount, openedOn, closedAt]),
    ).toEqual([
      ['won', '4514', '2016-10-20', '2017-03-01T12:00:00.000Z'],
      ['lost', '0', '2016-10-25', '2017-03-11T12:00:00.000Z'],
      ['engaging', '550', '2016-11-01', null],
      ['engaging', '26768', '2016-11-02', null],
      ['prospecting', '4821', null, null],
    ]);
    expect(loadDeals.input.safeParse({ rows: deals }).error).toBeUndefined();
  });

  it('belong to their agent, or to the importer where nobody knows him', async () => {
    const { deals } = await rowsOf();
    expect(deals.map(({ ownerId }) => ownerId)).toEqual([idOf('a'), idOf('b'), idOf('b'), idOf('f'), idOf('a')]);
  });

  it('have no client when the row names none', async () => {
    const { deals } = await rowsOf();
    expect(deals[3]).toMatchObject({ clientId: null, title: 'Omega 500' });
  });

  it('say why they were lost, as far as the set knows', async () => {
    const { deals } = await rowsOf();
    expect(deals.map(({ lostReasonCode }) => lostReasonCode)).toEqual([null, 'not-recorded', null, null, null]);
  });

  it('went through the stages whose days are known', async () => {
    const { deals } = await rowsOf();
    expect(deals[0]?.stageHistory).toEqual([
      { stageCode: 'engaging', enteredAt: '2016-10-20T12:00:00.000Z' },
      { stageCode: 'won', enteredAt: '2017-03-01T12:00:00.000Z' },
    ]);
    expect(deals[4]?.stageHistory).toEqual([]);
  });
});

describe('staff', () => {
  it('is offices with teams below them, each led by its manager', async () => {
    const [message, ...others] = (await rowsOf()).staff;
    expect(others).toEqual([]);
    expect(message?.departments.map(({ name, parentExternalId }) => [name, parentExternalId])).toEqual([
      ['Central', undefined],
      ['Central: Max Stone', externalKey('office', 'Central')],
      ['East', undefined],
      ['East: Nora Hill', externalKey('office', 'East')],
    ]);
    expect(message?.employees.map(({ name, position, timeZone }) => [name, position?.en, timeZone])).toEqual([
      ['Max Stone', 'Sales manager', 'America/Chicago'],
      ['Ann Lee', 'Sales agent', 'America/Chicago'],
      ['Bob Ray', 'Sales agent', 'America/Chicago'],
      ['Nora Hill', 'Sales manager', 'America/New_York'],
      ['Cid Fox', 'Sales agent', 'America/New_York'],
    ]);
    expect(loadStaff.input.safeParse(message).error).toBeUndefined();
  });

  it('comes in messages that the contract allows, each head with his department', async () => {
    const agents = Array.from({ length: 1_000 }, (_unused, index) => `Agent ${index},Manager ${index % 3},West`);
    const { staff: messages } = await rowsOf({ sales_teams: agents });
    for (const message of messages) expect(loadStaff.input.safeParse(message).error).toBeUndefined();
    for (const { departments, employees } of messages) {
      const keys = new Set(employees.map(({ externalId }) => externalId));
      const heads = departments.flatMap(({ headExternalId }) => headExternalId ?? []);
      expect(heads.filter((head) => !keys.has(head))).toEqual([]);
    }
    const everybody = new Set(messages.flatMap(({ employees }) => employees.map(({ externalId }) => externalId)));
    expect(everybody.size).toBe(1_003);
  });

  it('has each office before its teams', async () => {
    const [message] = (await rowsOf({ sales_teams: ['A,Max Stone,West', 'B,Nora Hill,West', 'C,Zed Low,West'] })).staff;
    expect(message?.departments.map(({ name }) => name)).toEqual([
      'West',
      'West: Max Stone',
      'West: Nora Hill',
      'West: Zed Low',
    ]);
  });

  it('counts a manager who sells himself once', async () => {
    const [message] = (await rowsOf({ sales_teams: ['Max Stone,Max Stone,West', 'Ann Lee,Max Stone,West'] })).staff;
    expect(message?.employees.map(({ name, position }) => [name, position?.en])).toEqual([
      ['Max Stone', 'Sales manager'],
      ['Ann Lee', 'Sales agent'],
    ]);
  });
});

describe(externalKey, () => {
  it('is the same for a name typed otherwise', () => {
    expect(externalKey('account', 'Meadow &  Co')).toBe(externalKey('account', 'meadow & co'));
  });

  it('stays short and different for long names', () => {
    const [one, other] = ['a', 'b'].map((end) => externalKey('team', 'x'.repeat(80), `${'y'.repeat(79)}${end}`));
    expect(one).toHaveLength(120);
    expect(one).not.toBe(other);
  });
});
