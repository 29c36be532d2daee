import { oneFailure, sumOutcomes, toOutcome } from './outcome.ts';

describe(toOutcome, () => {
  it('counts a file that could not be run as one failure, and what was left out as skipped', () => {
    const results = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      numRuntimeErrorTestSuites: 2,
    };
    expect(toOutcome(results)).toEqual({ passed: 5, failed: 3, skipped: 3 });
  });
});

describe(sumOutcomes, () => {
  it('adds up the parts', () => {
    expect(sumOutcomes([{ passed: 5, failed: 0, skipped: 1 }, oneFailure])).toEqual({
      passed: 5,
      failed: 1,
      skipped: 1,
    });
  });

  it('is nothing for no parts', () => {
    expect(sumOutcomes([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});
