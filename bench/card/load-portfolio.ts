import { type Actor, loadActivities, loadClients, loadContactPersons, loadDeals, loadStaff } from '@crm/contracts';
import type { RpcClient } from '@crm/messaging';
import { inBatches, type Loading } from '../loading/in-batches.ts';
import { type Colleague, everyColleague } from '../loading/colleagues.ts';
import type { CardBenchOptions } from './options.ts';
import { activityRow, clientRow, contactPersonRow, dealRow, numberBelow, oneOf, staff } from './portfolio.ts';

/** What is loaded of each kind. */
export type PortfolioSize = Pick<CardBenchOptions, 'shape' | 'clients' | 'deals' | 'activities'>;

/** Of the companies of that shape, one in ten has forty activities; the others share the rest. */
const ONE_BUSY_IN = 10;
const ACTIVITIES_OF_BUSY = 40;

/**
 * Loads a portfolio through the services' own bulk commands. Loading it again finds everything there and changes nothing.
 * Returns the ids of all clients and of who reads them.
 */
export async function loadPortfolio(
  rpc: RpcClient,
  actor: Actor,
  { options, report }: { options: PortfolioSize; report: (line: string) => void },
): Promise<{ readonly clientIds: string[]; readonly readerId: string }> {
  const loading: Loading = { ask: (contract, input) => rpc.call(contract, input, { actor, deadline: 60_000 }), report };
  const { employees } = await loading.ask(loadStaff, staff);
  const loaded = new Set(employees.rows.map(({ id }) => id));
  // Without the administrator of the empty system, who works in no department of the portfolio.
  const colleagues = (await everyColleague(loading.ask)).filter(({ id }) => loaded.has(id));
  const at = (index: number, salt: number): Colleague => oneOf(colleagues, index, salt);

  const clientIds = await inBatches(loading, { name: 'clients', count: options.clients }, async (indexes) => {
    const { rows } = await loading.ask(loadClients, { rows: indexes.map((index) => clientRow(index, at(index, 30))) });
    return rows.map(({ id }) => id);
  });
  const place = (index: number, salt: number) => ({
    clientId: oneOf(clientIds, index, salt),
    employee: at(index, salt + 1),
  });
  await inBatches(loading, { name: 'contact persons', count: options.clients * 2 }, async (indexes) => {
    const rows = indexes.map((index) => contactPersonRow(index, Math.floor(index / 2)));
    return (await loading.ask(loadContactPersons, { rows })).rows;
  });
  await inBatches(loading, { name: 'deals', count: options.deals }, async (indexes) => {
    const rows = indexes.map((index) => dealRow(index, place(index, 31)));
    return (await loading.ask(loadDeals, { rows })).rows;
  });
  const clientOf = clientOfActivity(options);
  await inBatches(loading, { name: 'activities', count: options.activities }, async (indexes) => {
    const rows = indexes.map((index) =>
      activityRow(index, { clientId: clientIds[clientOf(index)] ?? '', employee: at(index, 34) }),
    );
    return (await loading.ask(loadActivities, { rows })).rows;
  });
  return { clientIds, readerId: employees.rows[0]?.id ?? '' };
}

function clientOfActivity({ shape, clients }: PortfolioSize): (index: number) => number {
  const anyOne = (index: number): number => numberBelow(clients, index, 33);
  if (shape === 'even') return anyOne;
  const busy = Math.floor(clients / ONE_BUSY_IN);
  const ofBusy = busy * ACTIVITIES_OF_BUSY;
  return (index) =>
    index < ofBusy ? Math.floor(index / ACTIVITIES_OF_BUSY) : busy + (anyOne(index) % (clients - busy));
}
