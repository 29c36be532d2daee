import { parseArgs } from 'node:util';

/** How large the data are and how long is measured. */
export interface CardBenchOptions {
  readonly clients: number;
  readonly deals: number;
  readonly activities: number;
  readonly rounds: number;
  /** Seconds of load for each program, number of connections and round. */
  readonly seconds: number;
  readonly connections: readonly number[];
}

const defaults = {
  clients: '100000',
  deals: '300000',
  activities: '800000',
  rounds: '3',
  seconds: '10',
  connections: '1,8,32',
};

const whole = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} must be a whole number, not ${text}`);
  return value;
};

export function parseCardBenchOptions(args: string[]): CardBenchOptions {
  const options = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, { type: 'string' as const, default: value }]),
  );
  const { values } = parseArgs({ args, options, strict: true });
  const text = (name: keyof typeof defaults): string => String(values[name]);
  return {
    clients: whole('clients', text('clients')),
    deals: whole('deals', text('deals')),
    activities: whole('activities', text('activities')),
    rounds: whole('rounds', text('rounds')),
    seconds: whole('seconds', text('seconds')),
    connections: text('connections')
      .split(',')
      .map((part) => whole('connections', part)),
  };
}
