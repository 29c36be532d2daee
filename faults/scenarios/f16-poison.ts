import { setTimeout as pause } from 'node:timers/promises';
import { events } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { JobOrders } from '../cluster/job-orders.ts';
import { wholeLayout } from '../cluster/layout.ts';
import type { BrokerNodes } from '../cluster/broker-nodes.ts';
import { exactly, type Expectation, type Scenario, type Stage } from '../run/scenario.ts';

const services = ['clients', 'deals', 'activities'] as const;
const MIB = 2 ** 20;

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** What no consumer can make sense of, whatever it expects. */
const poisons: readonly string[] = Object.values({
  'invalid JSON': '{"pattern":"clients.get","data":',
  'not even text': '\u0000\u0001\u0002',
  'wrong schema': JSON.stringify({ pattern: 'clients.get', data: { clientId: { $ne: null } }, id: '1' }),
  'unknown type': JSON.stringify({ pattern: 'clients.explode', data: {}, id: '2', type: 'clients.exploded.v1' }),
  'one MiB': JSON.stringify({ pattern: 'clients.get', data: 'x'.repeat(MIB), id: '3' }),
  'deep nesting': `{"pattern":"clients.get","id":"4","data":${nested(20_000)}}`,
  'a prototype':
    '{"pattern":"clients.get","id":"5","data":{"__proto__":{"polluted":true}},"__proto__":{"pattern":"x"}}',
});

/** Every event that there is, with data that its contract forbids: each handler gets one, whichever it is. */
const poisonousEvents = (): string[] =>
  events.map(({ type, aggregate }) =>
    JSON.stringify({
      id: newId(),
      type,
      aggregate: { kind: aggregate, id: newId() },
      seq: 1,
      occurredAt: new Date().toISOString(),
      requestId: 'poison',
      actorId: null,
      data: { id: { $ne: null }, version: 'first' },
    }),
  );

/** Orders that fit no job. */
const poisonousOrders: readonly unknown[] = [
  null,
  'run',
  [1, 2, 3],
  {},
  { requestId: { $ne: null }, payload: {} },
  { payload: { id: { $ne: null } } },
  { payload: JSON.parse('{"__proto__":{"polluted":true}}') as unknown },
  { payload: 'x'.repeat(MIB) },
];

export const poison: Scenario = {
  name: 'F16',
  title: 'poison in every queue, for every event and for every job',
  layout: wholeLayout,

  async act(stage) {
    const { cluster, round } = stage;
    const restartsBefore = restartsOf(stage);
    const orders = await JobOrders.open(cluster);
    stage.note(`${poisonousOrders.length} kinds of poison for each of ${orders.jobs.join(', ')}`);
    const id = `poison-${round.replaceAll(':', '-')}`;
    await orders.orderEach(id, poisonousOrders);
    for (const service of services) {
      await poisonQueue(stage, `${service}.rpc`, poisons);
      // A question that cannot be read is worth nothing to anybody; an event that cannot be read is kept for people.
      const sent = await poisonQueue(stage, `${service}.events`, [...poisons, ...poisonousEvents()]);
      if (sent > 0) expectMore(stage.injected, `${service}.dlq`, sent);
    }
    return async () => {
      const judged = await judgeOrders(orders, id);
      await orders.close();
      return [exactly('programs that ended', restartsOf(stage) - restartsBefore, 0), ...judged];
    };
  },
};

const restartsOf = ({ cluster }: Stage): number => cluster.copies.reduce((sum, { restarts }) => sum + restarts, 0);

/** @returns how many it has put there; none into a queue that does not exist */
async function poisonQueue(
  { cluster, random, over, note }: Stage,
  queue: string,
  bodies: readonly string[],
): Promise<number> {
  const { brokers } = cluster.servers;
  if ((await brokers.depthOf(queue)) === undefined) return 0;
  await send(brokers, queue, bodies);
  note(`${bodies.length} kinds of poison in ${queue}`);
  await pause(random.between(200, 1_000), undefined, { signal: over }).catch(() => undefined);
  return bodies.length;
}

const send = (brokers: BrokerNodes, queue: string, bodies: readonly string[]): Promise<void> =>
  brokers.onChannel(async (channel) => {
    for (const body of bodies) channel.sendToQueue(queue, Buffer.from(body), { persistent: true });
    await channel.waitForConfirms();
  });

/** No further run would make sense of them, and none of them keeps the next from being taken. */
async function judgeOrders(orders: JobOrders, id: string): Promise<Expectation[]> {
  const states = await orders.states(id, poisonousOrders.length);
  const givenUp = states.filter(({ state, runs }) => state === 'failed' && runs === 1);
  return [
    { says: 'jobs poisoned', measured: orders.jobs.length, wanted: 'some', holds: orders.jobs.length > 0 },
    exactly('poisonous orders given up after one run', givenUp.length, states.length),
  ];
}

function expectMore(injected: Map<string, number>, queue: string, count: number): void {
  injected.set(queue, (injected.get(queue) ?? 0) + count);
}
