import { setTimeout as pause } from 'node:timers/promises';
import { wholeLayout } from '../cluster/layout.ts';
import { atMost, type Scenario, type Stage } from '../run/scenario.ts';
import { longestOutage } from './outage.ts';

const OUTAGE_S = 30;
const QUEUE = 'clients.rpc';

export const killBrokerNodes: Scenario = {
  name: 'F6',
  title: 'kill -9 the RabbitMQ node that leads a queue, then any',
  layout: wholeLayout,

  async act(stage) {
    const { brokers } = stage.cluster.servers;
    const since = Date.now();
    await killAndStart(stage, Math.max(0, await brokers.leaderOf(QUEUE)));
    await killAndStart(stage, stage.random.between(0, brokers.ports.length - 1));
    return ({ journal }) => [
      atMost('longest time without an acknowledged write', longestOutage(journal, since) / 1_000, {
        most: OUTAGE_S,
        unit: 's',
      }),
    ];
  },
};

async function killAndStart({ cluster, random, note }: Stage, node: number): Promise<void> {
  const { brokers } = cluster.servers;
  await brokers.kill(node);
  note(`killed node ${node + 1}`);
  await pause(random.between(2_000, 6_000));
  await brokers.startAgain(node);
  note(`node ${node + 1} is back`);
  await pause(random.between(2_000, 6_000));
}
