import { type Choice, isChoice } from './choice.ts';
import { readOptions, whole, wholes } from '../measuring/option-values.ts';

export type Shape = 'even' | 'companies';

/** How large the data are and how long is measured. */
export interface CardBenchOptions {
  /** The folder under `.crm` in which the data stay for the next run. */
  readonly folder: string;
  readonly clients: number;
  /** How activities are spread over the clients: over all alike, or a tenth of the companies have forty each. */
  readonly shape: Shape;
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
  folder: 'bench',
  shape: 'even',
  clients: '',
  deals: '',
  activities: '',
  rounds: '3',
  seconds: '10',
  connections: '1,8,32',
  choices: 'uniform,zipf',
};

/** Unless another number is said. On twenty thousand companies of this shape other systems were measured. */
const clientsOf = { even: '100000', companies: '20000' } as const;
const DEALS_OF_CLIENT = 3;
const ACTIVITIES_OF_CLIENT = 8;

export function parseCardBenchOptions(args: string[]): CardBenchOptions {
  const given = readOptions(args, defaults);
  const shape = shapeNamed(given.shape);
  const clients = given.clients || clientsOf[shape];
  const texts = {
    ...given,
    clients,
    deals: given.deals || String(Number(clients) * DEALS_OF_CLIENT),
    activities: given.activities || String(Number(clients) * ACTIVITIES_OF_CLIENT),
  };
  return {
    folder: given.folder,
    shape,
    clients: whole('clients', texts.clients),
    deals: whole('deals', texts.deals),
    activities: whole('activities', texts.activities),
    rounds: whole('rounds', texts.rounds),
    seconds: whole('seconds', texts.seconds),
    connections: wholes('connections', texts.connections),
    choices: texts.choices.split(',').filter(isChoice),
  };
}

function shapeNamed(text: string): Shape {
  if (text === 'even' || text === 'companies') return text;
  throw new Error(`--shape must be even or companies, not ${text}`);
}
