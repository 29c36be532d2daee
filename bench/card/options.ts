import { type Choice, isChoice } from './choice.ts';
import { readOptions, whole, wholes } from '../measuring/option-values.ts';

/** How large the data are and how long is measured. */
export interface CardBenchOptions {
  readonly clients: number;
  readonly deals: number;
  readonly activities: number;
  readonly rounds: number;
  /** Seconds of load for each program, number of connections and round. */
  readonly seconds: number;
  readonly connections: readonly number[];
  /** How the clients are chosen whose cards are asked for. */
  readonly choices: readonly Choice[];
}

const defaults = {
  clients: '100000',
  deals: '300000',
  activities: '800000',
  rounds: '3',
  seconds: '10',
  connections: '1,8,32',
  choices: 'uniform,zipf',
};

export function parseCardBenchOptions(args: string[]): CardBenchOptions {
  const texts = readOptions(args, defaults);
  return {
    clients: whole('clients', texts.clients),
    deals: whole('deals', texts.deals),
    activities: whole('activities', texts.activities),
    rounds: whole('rounds', texts.rounds),
    seconds: whole('seconds', texts.seconds),
    connections: wholes('connections', texts.connections),
    choices: texts.choices.split(',').filter(isChoice),
  };
}
