import {
  type Actor,
  type AnyRpcContract,
  type RpcOutput,
  type RpcRequest,
  listEmployees,
  loadActivities,
  loadClients,
  loadContactPersons,
  loadDeals,
  loadStaff,
} from '@crm/contracts';
import type { RpcClient } from '@crm/messaging';
import type { CardBenchOptions } from './options.ts';
import { activityRow, BATCH, clientRow, type Colleague, contactPersonRow, dealRow, oneOf, staff } from './portfolio.ts';

/** Messages on their way at once: enough to keep the services busy, too few to pile up behind each other. */
const IN_FLIGHT = 4;

type Ask = <Contract extends AnyRpcContract>(
  contract: Contract,
  input: RpcRequest<Contract>,
) => Promise<RpcOutput<Contract>>;

interface Loading {
  readonly ask: Ask;
  readonly report: (line: string) => void;
}

/** Loads the portfolio through the services' own bulk commands. Loading it again finds everything there and changes nothing. Returns the ids of all clients. */
export async function loadPortfolio(
  rpc: RpcClient,
  actor: Actor,
  { options, report }: { options: CardBenchOptions; report: (line: string) => void },
): Promise<string[]> {
  const loading: Loading = { ask: (contract, input) => rpc.call(contract, input, { actor, deadline: 60_000 }), report };
  await loading.ask(loadStaff, staff);
  const colleagues = await everyColleague(loading.ask);
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
  await inBatches(loading, { name: 'activities', count: options.activities }, async (indexes) => {
    const rows = indexes.map((index) => activityRow(index, place(index, 33)));
    return (await loading.ask(loadActivities, { rows })).rows;
  });
  return clientIds;
}

async function everyColleague(ask: Ask): Promise<Colleague[]> {
  const colleagues: Colleague[] = [];
  let cursor: string | undefined;
  do {
    const { data, page } = await ask(listEmployees, { limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    colleagues.push(...data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return colleagues;
}

interface Kind {
  readonly name: string;
  readonly count: number;
}

async function inBatches<Result>(
  { report }: Loading,
  { name, count }: Kind,
  load: (indexes: number[]) => Promise<Result[]>,
): Promise<Result[]> {
  const results: Result[][] = [];
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const first = next;
      next = Math.min(count, first + BATCH);
      const indexes = Array.from({ length: next - first }, (_, offset) => first + offset);
      results[first / BATCH] = await load(indexes);
      done += indexes.length;
      if (done % 20_000 === 0) report(`  ${name}: ${done} of ${count}`);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return results.flat();
}
