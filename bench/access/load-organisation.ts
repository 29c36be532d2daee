import { loadClients, loadStaff } from '@crm/contracts';
import type { Actor } from '@crm/contracts';
import type { RpcClient } from '@crm/messaging';
import { everyColleague } from '../loading/colleagues.ts';
import { inBatches, type Loading } from '../loading/in-batches.ts';
import type { AccessBenchOptions } from './options.ts';
import { clientRow, departmentsInMessage, staffRows } from './organisation.ts';

/** Loads staff and clients through the services' own bulk commands; loading again finds everything there. Returns ids of employees by e-mail. */
export async function loadOrganisation(
  rpc: RpcClient,
  actor: Actor,
  { options, report }: { options: AccessBenchOptions; report: (line: string) => void },
): Promise<Map<string, string>> {
  const loading: Loading = { ask: (contract, input) => rpc.call(contract, input, { actor, deadline: 60_000 }), report };
  // One message after the other: a department's parent is loaded before it.
  for (let first = 0; first < options.departments; first += departmentsInMessage(options)) {
    await loading.ask(loadStaff, staffRows(first, options));
  }
  const people = (await everyColleague(loading.ask)).filter(({ email }) => email?.endsWith('@access.example'));
  const ownerOf = (index: number): string => people[(index * 7919) % people.length]?.id ?? '';
  await inBatches(loading, { name: 'clients', count: options.clients }, async (indexes) => {
    const { rows } = await loading.ask(loadClients, { rows: indexes.map((index) => clientRow(index, ownerOf(index))) });
    return rows;
  });
  return new Map(people.map(({ id, email }) => [email ?? '', id]));
}
