import type { Entry } from '../journal.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { waitUntil } from '../../tools/processes/wait-until.ts';
import type { Evidence } from '../check/evidence.ts';
import { readDeadLetters } from '../check/read-dead-letters.ts';
import { countUnpublished, readOutboxes, readPositions } from '../check/read-events.ts';
import { type LogPlaces, readComplaints } from '../check/read-logs.ts';
import { readRecords } from '../check/read-records.ts';
import { lagOf } from './lag.ts';

export interface RoundTraces {
  readonly load: string;
  readonly journal: readonly Entry[];
  readonly logsSince: LogPlaces;
  readonly injected: ReadonlyMap<string, number>;
}

/**
 * Waits until every copy is ready and nothing is on its way any more. Says what has not come to rest in time (milliseconds);
 * the checker then finds what that has led to.
 */
export async function comeToRest(cluster: Cluster, timeout: number): Promise<string[]> {
  const late = await cluster.untilReady(timeout);
  const { client } = cluster.servers.databases;
  const databaseOf = cluster.databaseOf.bind(cluster);
  const isQuiet = async (): Promise<boolean> =>
    (await countUnpublished(client, databaseOf)) === 0 && (await lagOf(cluster)) === 0;
  const isAtRest = await waitUntil(() => isQuiet().catch(() => false), { timeout, every: 500 });
  return [...late.map((title) => `${title} is not ready`), ...(isAtRest ? [] : ['events are still on their way'])];
}

export async function gather(cluster: Cluster, traces: RoundTraces): Promise<Evidence> {
  const { client } = cluster.servers.databases;
  const databaseOf = cluster.databaseOf.bind(cluster);
  return {
    journal: traces.journal,
    records: await readRecords(client, { load: traces.load, databaseOf }),
    outbox: await readOutboxes(client, databaseOf),
    positions: await readPositions(client, databaseOf),
    deadLetters: await readDeadLetters(cluster.servers.brokers, traces.injected),
    complaints: await readComplaints(cluster.copies, traces.logsSince),
  };
}
