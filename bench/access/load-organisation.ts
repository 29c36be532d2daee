import { type Actor, loadClients, loadStaff } from '@crm/contracts';
import type { RpcClient } from '@crm/messaging';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import { type Colleague, everyColleague } from '../loading/colleagues.ts';
import type { Ask } from '../loading/in-batches.ts';
import type { AccessBenchOptions } from './options.ts';
import { clientRow, departmentsInMessage, staffRows } from './organisation.ts';
import { storeClients } from './store-clients.ts';

interface Loading {
  readonly stack: RunningStack;
  readonly options: AccessBenchOptions;
  readonly report: (line: string) => void;
}

/**
 * Loads staff and the first client through the services' own bulk commands, and stores the other clients after it. Returns ids
 * of employees by e-mail.
 */
export async function loadOrganisation(
  rpc: RpcClient,
  actor: Actor,
  { stack, options, report }: Loading,
): Promise<Map<string, string>> {
  const ask: Ask = (contract, input) => rpc.call(contract, input, { actor, deadline: 60_000 });
  // One message after the other: a department's parent is loaded before it.
  for (let first = 0; first < options.departments; first += departmentsInMessage(options)) {
    await ask(loadStaff, staffRows(first, options));
  }
  const people = (await everyColleague(ask)).filter(({ email }) => email?.endsWith('@access.example'));
  const ownerOf = (index: number): Colleague => {
    const owner = people[(index * 7919) % people.length];
    if (!owner) throw new Error('Nobody works here');
    return owner;
  };
  report(`  ${people.length} employees are there`);
  const { rows } = await ask(loadClients, { rows: [clientRow(0, ownerOf(0).id)] });
  const [first] = rows;
  if (first) await storeClients(stack, { first: first.id, count: options.clients, ownerOf, report });
  return new Map(people.map(({ id, email }) => [email ?? '', id]));
}
