/** How many tests of one part passed and failed. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
}

/** The counts that Jest writes with `--json`. */
export interface JestResults {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** Files that failed before their tests ran: each counts as one failure. */
  numRuntimeErrorTestSuites: number;
}

export function toOutcome(results: JestResults): Outcome {
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

export function sumOutcomes(outcomes: Outcome[]): Outcome {
  return outcomes.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** One failure that is not a test's own: a check, or a ring that could not run. */
export const oneFailure: Outcome = { passed: 0, failed: 1, skipped: 0 };
