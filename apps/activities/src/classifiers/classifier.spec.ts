import { assertChoosable } from './classifier.ts';
import { classifierSeeds } from './classifier-seeds.ts';

describe(assertChoosable, () => {
  const choice = { classifier: 'kind', value: '65f000000000000000000001' } as const;

  it('lets a value of the classifier pass', () => {
    expect(() => assertChoosable(choice, { classifier: 'kind', archived: false })).not.toThrow();
  });

  it.each([
    ['an unknown value', undefined, 'classifier.value_unknown'],
    ['a value of another classifier', { classifier: 'purpose', archived: false }, 'classifier.value_unknown'],
    ['an archived value', { classifier: 'kind', archived: true }, 'classifier.value_archived'],
  ])('refuses %s', (_what, known, code) => {
    expect(() => assertChoosable(choice, known)).toThrow(code);
  });
});

describe('the seeds', () => {
  it.each(Object.entries(classifierSeeds))('of %s have codes of their own', (_classifier, seeds) => {
    const codes = seeds.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[a-z0-9][a-z0-9-]{0,59}$/);
  });
});
