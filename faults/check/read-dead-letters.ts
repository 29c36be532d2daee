import type { BrokerNodes } from '../cluster/broker-nodes.ts';
import { serviceNames } from '../../tools/start/service-names.ts';
import type { DeadLetters } from './evidence.ts';

/** The queues of dead letters that are there, with what lies in them. */
export async function readDeadLetters(
  brokers: BrokerNodes,
  injected: ReadonlyMap<string, number>,
): Promise<DeadLetters[]> {
  const letters: DeadLetters[] = [];
  for (const service of serviceNames) {
    const queue = `${service}.dlq`;
    const depth = await brokers.depthOf(queue);
    if (depth !== undefined) letters.push({ queue, depth, injected: injected.get(queue) ?? 0 });
  }
  return letters;
}
