import type { AccessChange, CardHistory, CardRead, CardWrite, StandingCause, StandingChange } from './card-history.ts';
import { judgeCards } from './judge-cards.ts';

const asked = (user: string, sentAt: number) => ({ user, client: 'c', sentAt, answeredAt: sentAt + 10 });
const write = (user: string, sentAt: number, version: number): CardWrite => ({
  ...{ type: 'write', part: 'deals', version, ...asked(user, sentAt) },
});
const access = (user: string, sentAt: number, granted: boolean): AccessChange => ({
  ...{ type: 'access', granted, ...asked(user, sentAt) },
});
const standing = (user: string, by: StandingCause, [sentAt, granted]: [number, boolean]): StandingChange => ({
  ...{ type: 'standing', by, granted, user, sentAt, answeredAt: sentAt + 10 },
});
const read = (user: string, sentAt: number, version: number | null): CardRead => ({
  ...{ type: 'read', foreignSecrets: 0, ...asked(user, sentAt) },
  shown: version === null ? null : { client: 1, deals: version },
});

const standingsOf = (user: string, by: StandingCause): CardHistory['entries'] => [
  standing(user, by, [0, true]),
  read(user, 1_000, 3),
  standing(user, by, [20_000, false]),
  read(user, 20_500, 3),
  read(user, 23_000, null),
];

/** Anna owns the client; Boris is shown him from 100 to 200 and again from 300 on; the director sees everybody, and three did so once. */
const history: CardHistory['entries'] = [
  read('boris', 50, null),
  access('boris', 100, true),
  write('anna', 120, 2),
  read('anna', 131, 2),
  read('boris', 140, 1),
  access('boris', 200, false),
  read('boris', 211, null),
  access('boris', 300, true),
  read('boris', 311, 2),
  write('boris', 400, 3),
  read('boris', 411, 3),
  read('director', 2_100, 2),
  read('director', 2_411, 3),
  ...standingsOf('demoted', 'role'),
  ...standingsOf('disabled', 'account'),
  ...standingsOf('dismissed', 'employment'),
];

const broken = (...entries: CardHistory['entries']): string[] => {
  const found = judgeCards({
    ...{ entries: [...history, ...entries], owners: new Map([['c', 'anna']]) },
    ...{ seesMore: new Set(['director']), unanswered: {} },
    failures: [{ from: 100_000, until: 104_000 }],
  });
  return Object.entries(found).flatMap(([rule, cards]) => (Array.isArray(cards) && cards.length > 0 ? [rule] : []));
};

describe(judgeCards, () => {
  it('finds nothing where nothing is wrong', () => {
    expect(broken()).toEqual([]);
  });

  it.each<[string, CardHistory['entries'], string[]]>([
    ['without what its reader has just written', [read('anna', 131, 1)], ['olderThanOwn']],
    ['without what its reader has written last', [read('boris', 411, 2)], ['olderThanOwn']],
    ['from before another one wrote, two seconds later', [read('director', 2_411, 2)], ['olderThanOthers']],
    ['from before another one wrote, within two seconds', [read('director', 2_409, 2)], []],
    ['that went back after it was newer', [write('anna', 500, 5), read('director', 2_511, 4)], ['olderThanOthers']],
    ['asked for while a write was on its way', [read('anna', 125, 1)], []],
    ['for one who was never shown the client', [read('clara', 500, 3)], ['notForReader']],
    ['for one to whom he is shown no more', [read('boris', 211, 2)], ['notForReader']],
    ['for one to whom he is just shown no more', [read('boris', 205, 2)], []],
    ['for one to whom he is just shown again', [read('boris', 295, 2)], []],
    ['for one to whom he is not yet shown', [read('boris', 85, 1)], ['notForReader']],
    ['for one whose role was taken from him', [read('demoted', 21_011, 3)], ['afterRole']],
    ['for one whose role was just taken from him', [read('demoted', 21_009, 3)], []],
    ['for one whose account is disabled', [read('disabled', 21_011, 3)], ['afterDisabling']],
    ['for one who works here no more', [read('dismissed', 22_011, 3)], ['afterDismissal']],
    ['for one of whose dismissal the event may be on its way', [read('dismissed', 22_009, 3)], []],
    [
      'for one who was given his role again',
      [standing('demoted', 'role', [30_000, true]), read('demoted', 30_005, 3), read('demoted', 60_000, 3)],
      [],
    ],
    [
      'for one whose role was taken from him while nobody could tell',
      [
        standing('demoted', 'role', [90_000, true]),
        standing('demoted', 'role', [100_000, false]),
        read('demoted', 152_009, 3),
      ],
      [],
    ],
    [
      'for one whose role was taken from him long ago while nobody could tell',
      [
        standing('demoted', 'role', [90_000, true]),
        standing('demoted', 'role', [100_000, false]),
        read('demoted', 152_011, 3),
      ],
      ['afterRole'],
    ],
    [
      'for one who had no such role yet',
      [standing('new', 'role', [5_000, true]), read('new', 4_000, 3)],
      ['notForReader'],
    ],
    ['with a task that is private to somebody else', [{ ...read('director', 500, 3), foreignSecrets: 1 }], ['secrets']],
  ])('judges a card %s', (_, entries, rules) => {
    expect(broken(...entries)).toEqual(rules);
  });
});
