import { readOptions, whole, wholes } from '../measuring/option-values.ts';

/** How much is measured. */
export interface MessagingBenchOptions {
  readonly rounds: number;
  /** Seconds of load for each program, number of writers and round. */
  readonly seconds: number;
  /** How many ask or write at the same time. */
  readonly writers: readonly number[];
  /** Events of the backlog that is drained. */
  readonly events: number;
  /** Which parts: calls, commands, visible, drain. */
  readonly parts: readonly string[];
}

const defaults = {
  rounds: '3',
  seconds: '5',
  writers: '1,8,32',
  events: '50000',
  parts: 'calls,commands,visible,drain',
};

export function parseMessagingBenchOptions(args: string[]): MessagingBenchOptions {
  const texts = readOptions(args, defaults);
  return {
    rounds: whole('rounds', texts.rounds),
    seconds: whole('seconds', texts.seconds),
    writers: wholes('writers', texts.writers),
    events: whole('events', texts.events),
    parts: texts.parts.split(','),
  };
}
