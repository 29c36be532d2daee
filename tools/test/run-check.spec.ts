import { countFailures, stepsLeft } from './run-check.ts';

describe(countFailures, () => {
  it('counts each step that failed, but not what it printed', () => {
    expect(countFailures('✓ types (1 s)\n✗ lint (2 s)\n    ✗ 3 problems\n✗ format (1 s)\n', false)).toBe(2);
  });

  it('counts a check that broke off as one failure', () => {
    expect(countFailures('Error: cannot find module\n', false)).toBe(1);
  });

  it('finds no failure in a check that succeeded', () => {
    expect(countFailures('✓ types (1 s)\n', true)).toBe(0);
  });
});

describe(stepsLeft, () => {
  it('names the steps of which nothing has been told', () => {
    const all = stepsLeft('');
    expect(all).toEqual(expect.arrayContaining(['types', 'lint', 'unused code and dependencies']));
    expect(stepsLeft('✓ types (61.0 s)\n✗ lint (2.1 s)\n    12 problems (3 errors)\n')).toEqual(
      all.filter((name) => name !== 'types' && name !== 'lint'),
    );
  });
});
