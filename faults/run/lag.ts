import { serviceNames } from '../../tools/start/service-names.ts';
import type { Cluster } from '../cluster/cluster.ts';

/** How many events wait in the queues of their consumers. */
export async function lagOf({ servers: { brokers } }: Cluster): Promise<number> {
  let lag = 0;
  for (const service of serviceNames) lag += (await brokers.depthOf(`${service}.events`)) ?? 0;
  return lag;
}
