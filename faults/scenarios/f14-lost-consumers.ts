import { setTimeout as pause } from 'node:timers/promises';
import { waitUntil } from '../../tools/processes/wait-until.ts';
import type { BrokerNodes } from '../cluster/broker-nodes.ts';
import { wholeLayout } from '../cluster/layout.ts';
import { atMost, latest, type Scenario } from '../run/scenario.ts';

const LIMIT_S = 10;
const services = ['clients', 'deals', 'activities'] as const;

export const lostConsumers: Scenario = {
  name: 'F14',
  title: 'queues deleted under their consumers; connections closed by the broker',
  layout: wholeLayout,

  async act({ cluster, random, note }) {
    const { brokers } = cluster.servers;
    const times: (number | undefined)[] = [];
    const back = async (queue: string): Promise<void> => {
      const time = await untilConsumed(brokers, queue, cluster.layout.copies);
      note(`${queue} is consumed again after ${time === undefined ? 'never' : `${Math.round(time)} ms`}`);
      times.push(time);
    };
    for (const service of services) {
      const queue = `${service}.rpc`;
      await brokers.onChannel((channel) => channel.deleteQueue(queue));
      note(`deleted ${queue}`);
      await back(queue);
      await pause(random.between(500, 2_000));
    }
    await brokers.closeConnections();
    note('the broker has closed all connections');
    await Promise.all(services.map((service) => back(`${service}.rpc`)));
    return () => [atMost('consuming again', latest(times) / 1_000, { most: LIMIT_S, unit: 's' })];
  },
};

/** Waits until every copy consumes the queue again; milliseconds, undefined when that is not so within a minute. */
async function untilConsumed(brokers: BrokerNodes, queue: string, copies: number): Promise<number | undefined> {
  const since = performance.now();
  const isConsumed = async (): Promise<boolean> => {
    const found = await brokers.lookAt(queue).catch(() => undefined);
    return (found?.consumerCount ?? 0) >= copies;
  };
  return (await waitUntil(isConsumed, { timeout: 60_000, every: 100 })) ? performance.now() - since : undefined;
}
