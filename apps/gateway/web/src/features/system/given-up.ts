import type { SystemBacklogs } from '@crm/contracts';

/** The services that have given events up, with how many; of one whose number is not known nothing is said. */
export const givenUp = (deadLetters: SystemBacklogs['deadLetters']): readonly string[] =>
  deadLetters.flatMap(({ program, count }) => (count === null || count === 0 ? [] : [`${program} (${count})`]));
