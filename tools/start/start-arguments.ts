import { parseArgs } from 'node:util';

import { ExpectedTrouble } from '../terminal/expected-trouble.ts';

export interface StartArguments {
  demo: boolean;
  fresh: boolean;
}

const usage = `Usage: npm start [-- --no-demo] [--fresh]
  --no-demo  start empty, with one administrator
  --fresh    remove the data of earlier starts of the same kind first`;

/** @throws ExpectedTrouble with the usage when an argument is not known */
export function parseStartArguments(args: string[]): StartArguments {
  try {
    const { values } = parseArgs({ args, options: { 'no-demo': { type: 'boolean' }, fresh: { type: 'boolean' } } });
    return { demo: values['no-demo'] !== true, fresh: values.fresh === true };
  } catch (failure) {
    throw new ExpectedTrouble(`${failure instanceof Error ? failure.message : ''}\n${usage}`);
  }
}
