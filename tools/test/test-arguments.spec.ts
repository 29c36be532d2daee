import { parseTestArguments } from './test-arguments.ts';

describe(parseTestArguments, () => {
  it('runs everything by default, the check first', () => {
    expect(parseTestArguments([])).toEqual({ parts: ['check', 'unit', 'int', 'e2e'], forJest: [] });
  });

  it('runs the named parts in their own order and passes the rest to Jest', () => {
    expect(parseTestArguments(['int', 'unit', 'libs/kernel', '-t', 'money'])).toEqual({
      parts: ['unit', 'int'],
      forJest: ['libs/kernel', '-t', 'money'],
    });
  });

  it('looks for a path in all rings, without the check', () => {
    expect(parseTestArguments(['libs/kernel']).parts).toEqual(['unit', 'int', 'e2e']);
  });
});
