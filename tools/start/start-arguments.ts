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
  const unknown = args.find((argument) => !['--no-demo', '--fresh'].includes(argument));
  if (unknown !== undefined) throw new ExpectedTrouble(`npm start does not know ${unknown}.\n${usage}`);
  return { demo: !args.includes('--no-demo'), fresh: args.includes('--fresh') };
}
