import type { Actor, Role, Scope, Scopes, Whose } from '@crm/contracts';
import { reaches, type Right } from './reach.ts';
import { isReadBy, readerKeys, readersFilter, shownTo } from './readers.ts';
import { rightsInTheBeginning } from './role-rights.ts';
import { scopeFilter, whoseFilter } from './scope-filter.ts';
import { type KnownStandIn, onBehalfOf, type Placed } from './substitution.ts';
import { systemActor } from './system-actor.ts';

const [me, colleague, other] = ['1b'.padEnd(24, '0'), '1c'.padEnd(24, '0'), '1d'.padEnd(24, '0')];
const [east, farEast, west] = ['2b'.padEnd(24, '0'), '2c'.padEnd(24, '0'), '2d'.padEnd(24, '0')];
const now = new Date('2026-11-27T12:00:00Z');
const everywhere = (scope: Scope): Scopes => {
  const ofRecords = { read: scope, change: scope };
  const staff = { change: scope, handOver: scope, explain: scope };
  return { client: ofRecords, deal: ofRecords, activity: ofRecords, commitment: ofRecords, staff };
};
const actor = (scope: Scope, given: Partial<Actor> = {}): Actor => ({
  ...{ ...systemActor, role: 'manager', employeeId: me, departmentId: east, departmentIds: [east, farEast] },
  scopes: everywhere(scope),
  ...given,
});
const fields = { owner: 'performerId', department: 'departmentId', part: 'clientId' } as const;
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const [farming, trade] = ['3b'.padEnd(24, '0'), '3c'.padEnd(24, '0')];
const client = '4b'.padEnd(24, '0');
const standIn = (until: string, some: Partial<KnownStandIn> = { sectorIds: null }) => ({
  standsInFor: [{ employeeId: colleague, name: 'Al', from: '2026-11-01T00:00:00Z', until, sectorIds: null, ...some }],
});
const later = standIn('2026-11-27T12:00:01Z');
const over = standIn('2026-11-27T12:00:00Z');
const ofFarming = { sectorIds: [farming], clientIds: [client] };
const someLater = standIn('2026-11-27T12:00:01Z', ofFarming);
const someOver = standIn('2026-11-27T12:00:00Z', ofFarming);
const inDepartments = { departmentId: { $in: [east, farEast] } };

describe(scopeFilter, () => {
  it.each<[string, Actor, unknown]>([
    ['nothing', actor('none'), { performerId: { $in: [] } }],
    ['his own', actor('own'), { performerId: me }],
    ['his own and those of a colleague for a while', actor('own', later), { performerId: { $in: [me, colleague] } }],
    ['his own when the while is over', actor('own', over), { performerId: me }],
    [
      'his own and those with some clients of a colleague for a while',
      actor('own', someLater),
      { $or: [{ performerId: me }, { performerId: colleague, clientId: client }] },
    ],
    ['his own when that while is over', actor('own', someOver), { performerId: me }],
    ['nothing, whoever is away', actor('none', someLater), { performerId: { $in: [] } }],
    ['his department', actor('department'), { departmentId: east }],
    ['the departments below him', actor('subtree'), inDepartments],
    ['his own when he heads nothing', actor('subtree', { departmentIds: [] }), { performerId: me }],
    [
      'his own too when he heads departments other than his',
      actor('subtree', { departmentId: west }),
      { $or: [{ performerId: me }, inDepartments] },
    ],
    ['everything', actor('all'), {}],
  ])('keeps to %s', (_what, reader, filter) => {
    expect(asJson(scopeFilter(reader, 'deal.read', { ...fields, at: now }))).toEqual(filter);
  });

  it('goes by the right that is asked for', () => {
    const scopes = { ...everywhere('all'), deal: { read: 'all', change: 'own' } } as const;
    expect(scopeFilter(actor('all', { scopes }), 'deal.read', { ...fields, at: now })).toEqual({});
    expect(asJson(scopeFilter(actor('all', { scopes }), 'deal.change', { ...fields, at: now }))).toEqual({
      performerId: me,
    });
  });
});

describe(whoseFilter, () => {
  it.each<[Whose, Actor, unknown]>([
    ['mine', actor('all', later), { performerId: me }],
    ['substituted', actor('all', later), { performerId: colleague }],
    ['substituted', actor('all', over), { performerId: { $in: [] } }],
    ['mine-and-substituted', actor('all', later), { performerId: { $in: [me, colleague] } }],
    ['mine-and-substituted', actor('all', over), { performerId: me }],
    [
      'substituted',
      actor('all', someLater),
      { $or: [{ performerId: { $in: [] } }, { performerId: colleague, clientId: client }] },
    ],
    [
      'mine-and-substituted',
      actor('all', someLater),
      { $or: [{ performerId: me }, { performerId: colleague, clientId: client }] },
    ],
  ])('keeps a list to what is %s', (whose, reader, filter) => {
    expect(asJson(whoseFilter(reader, whose, { ...fields, at: now }))).toEqual(filter);
  });
});

describe(onBehalfOf, () => {
  const [begin, end] = ['2026-11-20T08:00:00Z', '2026-11-27T12:00:00Z'];
  const during = (some: Partial<KnownStandIn> = {}) => ({
    employeeId: me,
    standsInFor: [{ employeeId: colleague, name: 'Al', from: begin, until: end, sectorIds: null, ...some }],
  });
  const al = { employeeId: colleague, name: 'Al' };
  const at = (moment: string, milliseconds: number) => new Date(Date.parse(moment) + milliseconds);
  it.each<[string, Date, boolean]>([
    ['a second before it begins', at(begin, -1_000), false],
    ['in its first moment', at(begin, 0), true],
    ['in its last millisecond', at(end, -1), true],
    ['when it ends', at(end, 0), false],
    ['a second after its end', at(end, 1_000), false],
  ])('names the absent %s: %s, %s', (_when, moment, acts) => {
    expect(onBehalfOf(during(), { ownerId: colleague }, moment)).toEqual(acts ? al : undefined);
    expect(onBehalfOf(during(ofFarming), { ownerId: colleague, sectorId: farming }, moment)).toEqual(
      acts ? al : undefined,
    );
  });

  it.each<[string, Placed, Partial<KnownStandIn>, boolean]>([
    ['his own', { ownerId: me }, {}, false],
    ['somebody else’s', { ownerId: other }, {}, false],
    ['the colleague’s', { ownerId: colleague }, {}, true],
    ['one of the sector', { ownerId: colleague, sectorId: farming }, ofFarming, true],
    ['one of another sector', { ownerId: colleague, sectorId: trade }, ofFarming, false],
    ['one of no sector', { ownerId: colleague, sectorId: null }, ofFarming, false],
    ['one with a client of the sector', { ownerId: colleague, clientId: client }, ofFarming, true],
    ['one with another client', { ownerId: colleague, clientId: other }, ofFarming, false],
    ['one without a client', { ownerId: colleague, clientId: null }, ofFarming, false],
    ['somebody else’s of the sector', { ownerId: other, sectorId: farming }, ofFarming, false],
    [
      'one with a client whom the service has not filled in',
      { ownerId: colleague, clientId: client },
      { sectorIds: [farming] },
      false,
    ],
  ])('goes by whose record it is and with whom: %s', (_what, ...[record, some, acts]) => {
    const actsNow = onBehalfOf(during(some), record, at(begin, 1)) !== undefined;
    expect(actsNow).toBe(acts);
    const reached = reaches(actor('own', during(some)), 'deal.change', {
      ...record,
      departmentId: west,
      at: at(begin, 1),
    });
    expect(reached).toBe(acts || record.ownerId === me);
  });

  it('finds the one whose record it is among several who are away at the same time', () => {
    const overlapping = { ...during().standsInFor[0]!, employeeId: other, name: 'Cy', sectorIds: [farming] };
    const actor = { employeeId: me, standsInFor: [...during().standsInFor, overlapping] };
    expect(onBehalfOf(actor, { ownerId: colleague }, at(begin, 1))?.name).toBe('Al');
    expect(onBehalfOf(actor, { ownerId: other, sectorId: farming }, at(begin, 1))?.name).toBe('Cy');
    expect(onBehalfOf(actor, { ownerId: other, sectorId: trade }, at(begin, 1))).toBeUndefined();
  });
});

describe(readersFilter, () => {
  const reading = { field: 'readers', owner: 'ownerId' };
  it('asks also for the clients of some sectors of a colleague for a while', () => {
    const keys = { readers: { $in: [me, shownTo(east)] } };
    const sectors = { ownerId: colleague, sectorId: farming };
    expect(asJson(readersFilter(actor('own', someLater), 'client.read', { ...reading, at: now }))).toEqual({
      $or: [keys, sectors],
    });
    expect(asJson(readersFilter(actor('own', someOver), 'client.read', { ...reading, at: now }))).toEqual(keys);
  });

  it.each<[string, Actor, readonly string[]]>([
    ['nothing', actor('none'), []],
    ['his own, and what was shown to his department', actor('own'), [me, shownTo(east)]],
    ['his department', actor('department'), [me, east, shownTo(east)]],
    ['all below', actor('subtree'), [me, east, farEast, shownTo(east), shownTo(farEast)]],
  ])('asks for %s', (_what, reader, keys) => {
    expect(asJson(readersFilter(reader, 'client.read', { ...reading, at: now }))).toEqual({
      readers: { $in: keys },
    });
  });

  it('asks for nothing of who reads everything', () => {
    expect(readersFilter(actor('all'), 'client.read', { ...reading, at: now })).toEqual({});
  });
});

describe(readerKeys, () => {
  const sharing = { ownerId: other, departmentId: west, employeeIds: [], departmentIds: [] };
  it.each<[string, Partial<typeof sharing>, Scope, boolean]>([
    ['a stranger', {}, 'own', false],
    ['a member of the team', { employeeIds: [me] as never }, 'own', true],
    ['whoever works in a department that it was shown to', { departmentIds: [east] as never }, 'own', true],
    ['who heads a department that it was shown to', { departmentIds: [farEast] as never }, 'subtree', true],
    ['who only works above a department that it was shown to', { departmentIds: [farEast] as never }, 'own', false],
    ['a manager of the department to which it belongs', { departmentId: east }, 'own', false],
    ['who sees the department to which it belongs', { departmentId: east }, 'department', true],
    ['someone whose role reads no clients, whoever has shown it', { employeeIds: [me] as never }, 'none', false],
  ])('lets %s read: %j, %s, %s', (_who, ...[given, scope, expected]) => {
    expect(
      isReadBy(actor(scope), 'client.read', { keys: readerKeys({ ...sharing, ...given }), ownerId: other, at: now }),
    ).toBe(expected);
  });

  it('never takes a department for the right to it', () => {
    const id = '69286f00a1b2c3d4e5f60718';
    expect(shownTo(id)).toBe('e9286f00a1b2c3d4e5f60718');
  });
});

describe('the rights that roles have in the beginning', () => {
  const records = ['client', 'deal', 'activity', 'commitment'] as const;
  const whose = {
    own: { ownerId: me, departmentId: east },
    department: { ownerId: colleague, departmentId: east },
    below: { ownerId: colleague, departmentId: farEast },
    foreign: { ownerId: other, departmentId: west },
  };
  type Reached = readonly (keyof typeof whose)[];
  const all: Reached = ['own', 'department', 'below', 'foreign'];
  const table: readonly [Role, { readonly read: Reached; readonly change: Reached }][] = [
    ['administrator', { read: all, change: all }],
    ['director', { read: all, change: all }],
    ['head', { read: ['own', 'department', 'below'], change: ['own', 'department', 'below'] }],
    ['manager', { read: ['own'], change: ['own'] }],
    ['marketer', { read: all, change: [] }],
    ['auditor', { read: all, change: [] }],
    ['integration', { read: all, change: all }],
    ['system', { read: all, change: all }],
  ];
  const reached = (role: Role, right: Right): string[] => {
    const holder = actor('none', { role, scopes: rightsInTheBeginning[role].scopes });
    return Object.entries(whose).flatMap(([name, record]) =>
      reaches(holder, right, { ...record, at: now }) ? [name] : [],
    );
  };

  it.each(table)('let %s reach %j', (role, expected) => {
    for (const entity of records) {
      expect({ [entity]: reached(role, `${entity}.read`) }).toEqual({ [entity]: expected.read });
      expect({ [entity]: reached(role, `${entity}.change`) }).toEqual({ [entity]: expected.change });
    }
  });

  it.each<[Role, Reached, Reached]>([
    ['administrator', all, all],
    ['director', all, all],
    ['head', ['own', 'department', 'below'], ['own', 'department', 'below']],
    ['manager', [], []],
    ['marketer', [], []],
    ['auditor', [], all],
    ['integration', [], []],
  ])('let %s hand over the work of %j and ask about the access of %j', (role, handOver, explain) => {
    expect(reached(role, 'staff.handOver')).toEqual(handOver);
    expect(reached(role, 'staff.explain')).toEqual(explain);
  });
});
