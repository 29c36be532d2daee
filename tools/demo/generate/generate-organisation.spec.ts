import {
  ActivityRow,
  ClientRow,
  CommitmentRow,
  ContactPersonRow,
  DealRow,
  DepartmentRow,
  EmployeeRow,
  NewPosition,
  ProductRow,
} from '@crm/contracts';
import { generateOrganisation } from './generate-organisation.ts';
import type { ActivityDraft, DealDraft } from './organisation.ts';
import { leavingAgentKey } from './staff.ts';

const today = '2026-11-23';
const organisation = generateOrganisation({ seed: 1, today });
const { activities, clients, deals, employees } = organisation;

const anId = '65f000000000000000000001';
const dealsByKey = new Map(deals.map((deal) => [deal.externalId, deal]));
const zones = new Map(employees.map(({ externalId, timeZone }) => [externalId, timeZone]));
const completed = activities.filter(({ status }) => status === 'completed');
const planned = activities.filter(({ status }) => status === 'planned');
const ofDeals = completed.flatMap((activity) => {
  const deal = dealsByKey.get(activity.dealKey ?? '');
  return deal ? [{ activity, deal }] : [];
});

const clocks = new Map(
  [...new Set(zones.values())].map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  ]),
);

/** The wall clock of whoever did it. */
function localTime({ completedAt, performerKey }: ActivityDraft): { day: string; hour: number; isWeekend: boolean } {
  const [day, time] = clocks.get(zones.get(performerKey)!)!.format(new Date(completedAt!)).split(' ') as [
    string,
    string,
  ];
  return { day, hour: Number(time.slice(0, 2)), isWeekend: [0, 6].includes(new Date(day).getUTCDay()) };
}

describe(generateOrganisation, () => {
  it('gives the same data for the same seed', () => {
    expect(generateOrganisation({ seed: 1, today })).toEqual(organisation);
  });

  it('gives other data for another seed', () => {
    expect(generateOrganisation({ seed: 2, today }).clients).not.toEqual(clients);
  });

  it.each(['2028-02-29'])('has its size on %s', (day) => {
    const other = generateOrganisation({ seed: 3, today: day });
    const heads = new Set(other.departments.map(({ headExternalId }) => headExternalId).filter(Boolean));
    expect({
      offices: other.departments.filter(({ parentExternalId }) => parentExternalId?.endsWith('company')).length,
      heads: heads.size - 1,
      agents: other.employees.filter(({ externalId }) => /-\d+-\d+$/.test(externalId)).length,
      clients: other.clients.length,
      contactPersons: other.contactPersons.length,
      products: other.products.length,
      deals: other.deals.length,
      interactions: other.activities.filter(({ status }) => status === 'completed').length,
    }).toEqual({
      ...{ offices: 3, heads: 6, agents: 40, clients: 200, contactPersons: 500 },
      ...{ products: 8, deals: 2_000, interactions: 10_000 },
    });
  });

  it('has organisations with subsidiaries, persons, Russian and international clients', () => {
    expect(clients.filter(({ parentExternalId }) => parentExternalId).length).toBe(28);
    expect(clients.filter(({ kind }) => kind === 'person').length).toBe(30);
    expect(clients.filter(({ name }) => /[а-я]/i.test(name)).length).toBe(140);
  });

  it('gives every client a name and every employee an address of his own', () => {
    expect(new Set(clients.map(({ name }) => name)).size).toBe(clients.length);
    expect(new Set(employees.map(({ email }) => email)).size).toBe(employees.length);
  });

  it('ranks what its people work as, from the director down', () => {
    const positions = organisation.positions.map((position) => NewPosition.parse(position));
    expect(new Set(positions.map(({ name }) => name))).toEqual(new Set(employees.map(({ position }) => position)));
    const ranked = positions.toSorted((one, other) => one.rank - other.rank).map(({ name }) => name.en);
    expect(new Set(positions.map(({ rank }) => rank)).size).toBe(positions.length);
    expect(ranked).toEqual([
      ...['Commercial director', 'Internal auditor', 'Head of department', 'Marketer', 'Sales manager'],
      ...['System administrator', 'Exchange with the accounting system'],
    ]);
  });

  it('has an agent about to leave with more clients and open deals than anybody else', () => {
    const leaver = employees.find(({ externalId }) => externalId === leavingAgentKey);
    const open = deals.filter(({ closedAt }) => closedAt === null);
    expect(busiest(clients)).toBe(leaver?.externalId);
    expect(busiest(open)).toBe(leaver?.externalId);
  });
});

const busiest = (records: readonly { ownerKey: string }[]): string | undefined =>
  [...Map.groupBy(records, ({ ownerKey }) => ownerKey)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  )[0]?.[0];

describe('the interactions of a deal', () => {
  it('lie inside its period', () => {
    const outside = ofDeals.filter(({ activity, deal }) => {
      const tooEarly = localTime(activity).day < deal.openedOn!;
      return tooEarly || (deal.closedAt !== null && activity.completedAt! > deal.closedAt);
    });
    expect(outside).toEqual([]);
    expect(ofDeals.length).toBeGreaterThan(9_000);
  });

  it('are its owner’s, with its client', () => {
    const isStranger = ({ activity, deal }: (typeof ofDeals)[number]): boolean =>
      activity.performerKey !== deal.ownerKey || activity.clientKey !== deal.clientKey;
    expect(ofDeals.filter(isStranger)).toEqual([]);
  });

  it('begin with first talks and end, when it has ended, with the closing or the refusal', () => {
    const courses = Map.groupBy(ofDeals, ({ deal }) => deal);
    for (const [deal, steps] of courses) {
      expect(steps[0]?.activity.purposeCode).toBe('first-talks');
      const last = steps.at(-1)?.activity;
      if (deal.closedAt) expect(last?.completedAt).toBe(deal.closedAt);
      if (deal.stageCode === 'won') expect(last?.purposeCode).toBe('closing-contract');
      if (deal.stageCode === 'lost') expect(last?.resultCode).toBe('refused');
    }
    expect(courses.size).toBe(deals.length);
  });
});

describe('time', () => {
  it('is working time of whoever worked', () => {
    const odd = completed.map(localTime).filter(({ hour, isWeekend }) => hour < 9 || hour > 17 || isWeekend);
    expect(odd).toEqual([]);
  });

  it('has nothing completed today or later', () => {
    expect(completed.filter(({ completedAt }) => completedAt! >= today)).toEqual([]);
    expect(deals.filter(({ closedAt }) => closedAt !== null && closedAt >= today)).toEqual([]);
  });

  it('has plans around today, with reminders before them', () => {
    const days = planned.map(({ plannedAt }) => plannedAt!.slice(0, 10));
    expect(days.filter((day) => day < today).length).toBeGreaterThan(5);
    expect(days.filter((day) => day === today).length).toBeGreaterThan(10);
    expect(planned.filter(({ reminder }) => reminder).length).toBeGreaterThan(100);
    expect(planned.filter(({ reminder, plannedAt }) => reminder && reminder.dueAt >= plannedAt!)).toEqual([]);
  });
});

describe('deals', () => {
  it.each<[string, (deal: DealDraft) => boolean]>([
    ['go through their stages in time', ({ stageHistory }) => isSorted(stageHistory.map(({ enteredAt }) => enteredAt))],
    ['stand where their history ends', ({ stageHistory, stageCode }) => stageHistory.at(-1)?.stageCode === stageCode],
    [
      'have a reason exactly when lost',
      ({ lostReasonCode, stageCode }) => (lostReasonCode !== null) === (stageCode === 'lost'),
    ],
    [
      'are closed exactly when won or lost',
      ({ closedAt, stageCode }) => (closedAt !== null) === /won|lost/.test(stageCode),
    ],
    ['cost something', ({ amount }) => Number(amount.amount) > 0],
  ])('%s', (_rule, holds) => {
    expect(deals.filter((deal) => !holds(deal))).toEqual([]);
  });

  it('make customers of those who bought', () => {
    const buyers = new Set(deals.filter(({ stageCode }) => stageCode === 'won').map(({ clientKey }) => clientKey));
    const customers = clients.filter(({ lifecycleStatus }) => lifecycleStatus === 'customer');
    expect(new Set(customers.map(({ externalId }) => externalId))).toEqual(buyers);
  });
});

const isSorted = (texts: readonly string[]): boolean =>
  texts.every((text, index) => index === 0 || texts[index - 1]! <= text);

describe('words', () => {
  const said = activities.flatMap(({ subject, content }) => [subject, ...(content === null ? [] : [content])]);

  it('are filled in without a trace of the templates', () => {
    expect(said.filter((text) => /[{}|]|undefined|NaN|\.\.| {2}/.test(text))).toEqual([]);
  });

  it('hardly repeat themselves', () => {
    const contents = completed.map(({ content }) => content);
    expect(new Set(contents).size / contents.length).toBeGreaterThan(0.9);
  });

  it('are in the language of the client', () => {
    const russian = new Set(clients.filter(({ name }) => /[а-я]/i.test(name)).map(({ externalId }) => externalId));
    expect(completed.filter(({ clientKey, content }) => russian.has(clientKey) !== /[а-я]/i.test(content!))).toEqual(
      [],
    );
  });
});

describe('the contracts', () => {
  const owned = { ownerId: anId, departmentId: anId };
  it.each([
    ['departments', DepartmentRow, organisation.departments],
    ['employees', EmployeeRow, employees],
    ['products', ProductRow, organisation.products],
    ['contact persons', ContactPersonRow, organisation.contactPersons],
    ['clients', ClientRow, clients.map(({ ownerKey: _key, ...row }) => ({ ...row, ownerId: anId }))],
    [
      'deals',
      DealRow,
      deals.map(({ clientKey: _c, ownerKey: _o, productKey: _p, ...row }) => ({
        ...row,
        ...owned,
        clientId: anId,
        productId: anId,
      })),
    ],
    [
      'activities',
      ActivityRow,
      activities.map(({ clientKey: _c, contactPersonKeys: _p, dealKey: _d, performerKey: _e, ...row }) => ({
        ...row,
        performerId: anId,
        departmentId: anId,
        clientId: anId,
      })),
    ],
    [
      'commitments',
      CommitmentRow,
      organisation.commitments.map(({ clientKey: _c, ownerKey: _o, ...row }) => ({ ...row, ...owned, clientId: anId })),
    ],
  ])('accept the %s', (_name, row, rows) => {
    expect(rows.map((one) => row.safeParse(one).error).filter(Boolean)).toEqual([]);
    expect(new Set(rows.map(({ externalId }) => externalId)).size).toBe(rows.length);
  });
});
