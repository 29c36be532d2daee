import type { AccessChange, CardHistory, CardRead, CardWrite } from './card-history.ts';
import { judgeCards } from './judge-cards.ts';

const asked = (user: string, sentAt: number) => ({ user, client: 'c', sentAt, answeredAt: sentAt + 10 });
const write = (user: string, sentAt: number, version: number): CardWrite => ({
  ...{ type: 'write', part: 'deals', version, ...asked(user, sentAt) },
});
const access = (user: string, sentAt: number, granted: boolean): AccessChange => ({
  ...{ type: 'access', granted, ...asked(user, sentAt) },
});
const read = (user: string, sentAt: number, version: number | null): CardRead => ({
  ...{ type: 'read', foreignSecrets: 0, ...asked(user, sentAt) },
  shown: version === null ? null : { client: 1, deals: version },
});

/** Anna owns the client; Boris is shown him from 100 to 200 and again from 300 on; the director sees everybody. */
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
];

const broken = (...entries: CardHistory['entries']): string[] => {
  const found = judgeCards({
    ...{ entries: [...history, ...entries], owners: new Map([['c', 'anna']]) },
    ...{ seesMore: new Set(['director']), unanswered: {} },
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
    ['with a task that is private to somebody else', [{ ...read('director', 500, 3), foreignSecrets: 1 }], ['secrets']],
  ])('judges a card %s', (_, entries, rules) => {
    expect(broken(...entries)).toEqual(rules);
  });
});
