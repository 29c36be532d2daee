import { ClassifierValue } from '@crm/contracts';
import { countries } from './regions.ts';
import { sectors, sources } from './seeds.ts';

const Seed = ClassifierValue.pick({ code: true, name: true });

describe.each([
  { classifier: 'sector', seeds: sectors, count: 10 },
  { classifier: 'region', seeds: countries, count: 249 },
  { classifier: 'source', seeds: sources, count: 8 },
])('seeds of the classifier $classifier', ({ seeds, count }) => {
  it('have codes of their own that fit the contract', () => {
    expect(new Set(seeds.map(({ code }) => code)).size).toBe(count);
    expect(seeds.map((seed) => Seed.parse(seed))).toEqual(seeds);
  });

  it('have a Russian name and an English one', () => {
    expect(seeds.filter(({ name }) => !/\p{Script=Cyrillic}/u.test(name.ru))).toEqual([]);
    expect(seeds.filter(({ name }) => !/\p{Script=Latin}/u.test(name.en))).toEqual([]);
  });
});
