import { proxiedLayout } from '../cluster/layout.ts';
import { fairWeather } from '../cluster/tcp-proxy.ts';
import { atMost, latest, type Scenario } from '../run/scenario.ts';

/** Two heartbeats. */
const NOTICED_S = 20;
const PATIENCE_MS = 60_000;

export const halfOpen: Scenario = {
  name: 'F13',
  title: 'a connection to RabbitMQ goes silent without being closed',
  layout: proxiedLayout,
  loadSeconds: ({ seconds }) => Math.max(seconds, 45),

  async act({ cluster, random, note }) {
    const victims = ['gateway', 'clients', 'deals', 'activities'] as const;
    const copies = victims.map((name) => random.pick(cluster.copiesOf(name)));
    await Promise.all(copies.map((copy) => cluster.linksOf(copy).become('rabbitmq', { kind: 'silent' })));
    note(`silence to ${copies.map(({ title }) => title).join(', ')}`);
    const noticed = await Promise.all(copies.map((copy) => copy.turns(false, PATIENCE_MS)));
    await Promise.all(copies.map((copy) => cluster.linksOf(copy).become('rabbitmq', fairWeather)));
    const recovered = await Promise.all(copies.map((copy) => copy.turns(true, PATIENCE_MS)));
    return () => [
      atMost('not ready after the silence began', latest(noticed) / 1_000, { most: NOTICED_S, unit: 's' }),
      atMost('ready after it ended', latest(recovered) / 1_000, { most: NOTICED_S, unit: 's' }),
    ];
  },
};
