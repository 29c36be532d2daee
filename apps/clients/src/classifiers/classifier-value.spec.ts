import { assertChoosable } from './classifier-value.ts';

describe(assertChoosable, () => {
  const retail = { id: '1', classifier: 'sector', code: 'retail', archived: false };

  it('takes a value that its classifier offers', () => {
    expect(assertChoosable(retail, { classifier: 'sector', value: '1' })).toBe(retail);
  });

  it.each([
    { rule: 'no value', value: undefined, classifier: 'sector', code: 'classifier.value_unknown' },
    { rule: 'a value of another classifier', value: retail, classifier: 'region', code: 'classifier.value_unknown' },
    {
      rule: 'an archived value',
      value: { ...retail, archived: true },
      classifier: 'sector',
      code: 'classifier.value_archived',
    },
  ])('refuses $rule', ({ value, classifier, code }) => {
    expect(() => assertChoosable(value, { classifier, value: '1' })).toThrow(code);
  });
});
