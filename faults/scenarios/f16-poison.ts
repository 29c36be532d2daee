import { setTimeout as pause } from 'node:timers/promises';
import { wholeLayout } from '../cluster/layout.ts';
import { exactly, type Scenario } from '../run/scenario.ts';

const services = ['clients', 'deals', 'activities'] as const;
const MIB = 2 ** 20;

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** What no consumer can make sense of, whatever it expects. */
const poisons: Readonly<Record<string, string>> = {
  'invalid JSON': '{"pattern":"clients.get","data":',
  'not even text': '\u0000\u0001\u0002',
  'wrong schema': JSON.stringify({ pattern: 'clients.get', data: { clientId: { $ne: null } }, id: '1' }),
  'unknown type': JSON.stringify({ pattern: 'clients.explode', data: {}, id: '2', type: 'clients.exploded.v1' }),
  'one MiB': JSON.stringify({ pattern: 'clients.get', data: 'x'.repeat(MIB), id: '3' }),
  'deep nesting': `{"pattern":"clients.get","id":"4","data":${nested(20_000)}}`,
  'a prototype':
    '{"pattern":"clients.get","id":"5","data":{"__proto__":{"polluted":true}},"__proto__":{"pattern":"x"}}',
};

export const poison: Scenario = {
  name: 'F16',
  title: 'poison in every queue',
  layout: wholeLayout,

  async act({ cluster, injected, random, over, note }) {
    const { brokers } = cluster.servers;
    const restartsBefore = cluster.copies.reduce((sum, { restarts }) => sum + restarts, 0);
    for (const service of services) {
      for (const queue of [`${service}.rpc`, `${service}.events`]) {
        if ((await brokers.depthOf(queue)) === undefined) continue;
        await brokers.onChannel(async (channel) => {
          for (const body of Object.values(poisons))
            channel.sendToQueue(queue, Buffer.from(body), { persistent: true });
          await channel.waitForConfirms();
        });
        note(`${Object.keys(poisons).length} kinds of poison in ${queue}`);
        // A question that cannot be read is worth nothing to anybody; an event that cannot be read is kept for people.
        if (queue.endsWith('.events')) expectMore(injected, `${service}.dlq`);
        await pause(random.between(200, 1_000), undefined, { signal: over }).catch(() => undefined);
      }
    }
    return () => [
      exactly(
        'programs that ended',
        cluster.copies.reduce((sum, { restarts }) => sum + restarts, 0) - restartsBefore,
        0,
      ),
    ];
  },
};

function expectMore(injected: Map<string, number>, queue: string): void {
  injected.set(queue, (injected.get(queue) ?? 0) + Object.keys(poisons).length);
}
