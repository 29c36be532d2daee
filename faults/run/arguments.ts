import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crmDirectory } from '../../tools/repository.ts';
import { ExpectedTrouble } from '../../tools/terminal/expected-trouble.ts';
import { type FaultSettings, fullSettings, quickSettings, usualSettings } from './settings.ts';

export interface FaultArguments {
  /** Names of faults; all when none is named. */
  readonly faults: readonly string[];
  readonly rounds: number;
  readonly seed: number;
  readonly settings: FaultSettings;
  /** Whether one server of each kind and one copy of each service must do. */
  readonly small: boolean;
  /** Where the results are written as JSON. */
  readonly json: string | undefined;
  /** Holds data, logs and journals of the last run. */
  readonly directory: string;
}

const usage = `Usage: npm run faults -- [F1 F8 …] [options]
  --rounds N    how often each fault is tried (1)
  --seed S      what the chances depend on; a round adds its number (at random)
  --rate N      requests per second
  --seconds N   length of the load
  --outage N    seconds without broker or Redis, where that is the fault
  --reminders N due while Redis is empty (F8)
  --crashes N   at each crash point (F3)
  --operations N reads and writes of cards (C1)
  --minutes N   after which no more of them are begun; it is judged by those that were
  --full        the numbers of the matrix
  --quick       the numbers of npm test, on one server of each kind
  --json FILE   write the results as JSON
  --directory D where data, logs and journals lie (.crm/faults)`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  ...{ rounds: text, seed: text, rate: text, seconds: text, outage: text, reminders: text, crashes: text },
  ...{ operations: text, minutes: text },
  ...{ json: text, directory: text, full: flag, quick: flag },
};

/** @throws ExpectedTrouble with the usage when an argument is not understood */
export function parseFaultArguments(args: string[], known: readonly string[]): FaultArguments {
  const { values, positionals } = read(args);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new ExpectedTrouble(`There is no ${unknown} among ${known.join(', ')}.\n${usage}`);
  const preset = presetOf(values);
  const whole = (
    name: Exclude<keyof typeof values, 'full' | 'quick' | 'json' | 'directory'>,
    otherwise: number,
  ): number => (values[name] === undefined ? otherwise : wholeNumber(name, values[name]));
  return {
    faults: positionals.length > 0 ? positionals : known,
    rounds: whole('rounds', 1),
    seed: whole('seed', Math.floor(Math.random() * 1_000_000)),
    settings: {
      ...preset,
      requestsPerSecond: whole('rate', preset.requestsPerSecond),
      seconds: whole('seconds', preset.seconds),
      outageSeconds: whole('outage', preset.outageSeconds),
      reminders: whole('reminders', preset.reminders),
      crashes: whole('crashes', preset.crashes),
      operations: whole('operations', preset.operations),
      minutes: whole('minutes', preset.minutes),
    },
    small: values.quick === true,
    json: values.json,
    directory: values.directory ?? join(crmDirectory, 'faults'),
  };
}

function read(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (failure) {
    throw new ExpectedTrouble(`${failure instanceof Error ? failure.message : String(failure)}\n${usage}`);
  }
}

function presetOf({ full, quick }: { full?: boolean | undefined; quick?: boolean | undefined }): FaultSettings {
  if (full) return fullSettings;
  return quick ? quickSettings : usualSettings;
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new ExpectedTrouble(`--${name} must be a whole number, not ${text}.\n${usage}`);
}
