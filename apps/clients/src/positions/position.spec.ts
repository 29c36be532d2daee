import type { LocalizedName } from '@crm/contracts';
import { keysOf, planPositions } from './position.ts';

const name = (ru: string, en = ru): LocalizedName => ({ ru, en });
const manager = name('Менеджер', 'Manager');

describe(keysOf, () => {
  it.each([
    { what: 'both names', given: manager, keys: ['менеджер', 'manager'] },
    { what: 'a name once', given: name('Manager'), keys: ['manager'] },
    {
      what: 'names whatever their case, spaces and marks',
      given: name('«Счётовод»,  старший'),
      keys: ['счетовод старший'],
    },
    { what: 'a name without a letter as it is', given: name('—', 'None'), keys: ['—', 'none'] },
  ])('knows $what', ({ given, keys }) => {
    expect(keysOf(given)).toEqual(keys);
  });
});

describe(planPositions, () => {
  const plan = (names: readonly LocalizedName[], known: Record<string, string> = {}) => {
    let last = 0;
    return planPositions(names, new Map(Object.entries(known)), () => `new-${++last}`);
  };

  it.each<{ rule: string; names: LocalizedName[]; known?: Record<string, string>; ids: string[]; fresh: number }>([
    { rule: 'makes what is missing', names: [manager], ids: ['new-1'], fresh: 1 },
    { rule: 'makes the same word once', names: [name('Manager'), name('manager')], ids: ['new-1', 'new-1'], fresh: 1 },
    { rule: 'finds by either name', names: [name('Кто-то', 'MANAGER')], known: { manager: 'm' }, ids: ['m'], fresh: 0 },
    {
      rule: 'finds what it is about to make by either name',
      names: [manager, name('Продавец', 'Manager')],
      ids: ['new-1', 'new-1'],
      fresh: 1,
    },
    {
      rule: 'takes the Russian name where the two are of different positions',
      names: [manager],
      known: { manager: 'en', менеджер: 'ru' },
      ids: ['ru'],
      fresh: 0,
    },
  ])('$rule', ({ names, known, ids, fresh }) => {
    const planned = plan(names, known);
    expect(names.map((one) => planned.idOf(one))).toEqual(ids);
    expect(planned.fresh).toHaveLength(fresh);
  });
});
