import { readOptions, whole } from '../measuring/option-values.ts';

/** How large the organisation is and how long is measured. */
export interface AccessBenchOptions {
  readonly departments: number;
  readonly employees: number;
  readonly clients: number;
  readonly rounds: number;
  /** Seconds of load for each reader and round. */
  readonly seconds: number;
  readonly connections: number;
  /** How often each kind of change of who reaches what is made, to see when it is obeyed. */
  readonly changes: number;
}

const defaults = {
  departments: '1000',
  employees: '10000',
  clients: '1000000',
  rounds: '3',
  seconds: '5',
  connections: '4',
  changes: '50',
};

export function parseAccessBenchOptions(args: string[]): AccessBenchOptions {
  const texts = readOptions(args, defaults);
  return {
    departments: whole('departments', texts.departments),
    employees: whole('employees', texts.employees),
    clients: whole('clients', texts.clients),
    rounds: whole('rounds', texts.rounds),
    seconds: whole('seconds', texts.seconds),
    connections: whole('connections', texts.connections),
    changes: whole('changes', texts.changes),
  };
}
