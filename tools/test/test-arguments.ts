export const testParts = ['check', 'unit', 'int', 'e2e'] as const;

/** What `npm test` runs: the static checks and the three rings of tests. */
export type TestPart = (typeof testParts)[number];

export interface TestArguments {
  parts: TestPart[];
  /** Passed on to Jest, as a path or `--testNamePattern`. */
  forJest: string[];
}

/** Words that name a part choose parts (none: all of them, or all rings when something is meant for Jest); the rest is Jest's. */
export function parseTestArguments(args: string[]): TestArguments {
  const named = testParts.filter((part) => args.includes(part));
  const forJest = args.filter((argument) => !isTestPart(argument));
  if (named.length > 0) return { parts: named, forJest };
  return { parts: forJest.length === 0 ? [...testParts] : ['unit', 'int', 'e2e'], forJest };
}

function isTestPart(argument: string): argument is TestPart {
  return testParts.some((part) => part === argument);
}
