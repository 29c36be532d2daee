import { parseArgs } from 'node:util';

/** How much is measured. */
export interface MessagingBenchOptions {
  readonly rounds: number;
  /** Seconds of load for each program, number of writers and round. */
  readonly seconds: number;
  /** How many ask or write at the same time. */
  readonly writers: readonly number[];
  /** Events of the backlog that is drained. */
  readonly events: number;
  /** Which parts: calls, commands, events. */
  readonly parts: readonly string[];
}

const defaults = { rounds: '3', seconds: '5', writers: '1,8,32', events: '50000', parts: 'calls,commands,events' };

const whole = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} must be a whole number, not ${text}`);
  return value;
};

export function parseMessagingBenchOptions(args: string[]): MessagingBenchOptions {
  const options = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, { type: 'string' as const, default: value }]),
  );
  const { values } = parseArgs({ args, options, strict: true });
  const text = (name: keyof typeof defaults): string => String(values[name]);
  return {
    rounds: whole('rounds', text('rounds')),
    seconds: whole('seconds', text('seconds')),
    writers: text('writers')
      .split(',')
      .map((part) => whole('writers', part)),
    events: whole('events', text('events')),
    parts: text('parts').split(','),
  };
}
