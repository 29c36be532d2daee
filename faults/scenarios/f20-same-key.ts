import { setTimeout as pause } from 'node:timers/promises';
import { wholeLayout } from '../cluster/layout.ts';
import type { Answer, ApiCaller, Question } from '../load/api-caller.ts';
import { exactly, type Scenario, type Stage } from '../run/scenario.ts';
import { callersAtEveryGateway, inTurn, settle } from './settle.ts';

const AT_ONCE = 50;
const TIMES = 5;

export const sameKey: Scenario = {
  name: 'F20',
  title: 'the same key fifty times at once, with another body, and after a kill',
  layout: wholeLayout,

  async act(stage) {
    const callers = await callersAtEveryGateway(stage.cluster);
    const names = Array.from({ length: TIMES }, (_, time) => `Repeated ${stage.round} ${time + 1}`);
    const bodies: number[] = [];
    const mismatches: (number | null)[] = [];
    for (const name of names) {
      const question = creationOf(name);
      const asked = Array.from({ length: AT_ONCE }, (_, index) => settle(inTurn(callers, index), question));
      bodies.push(different(await Promise.all(asked)));
      const other = { ...question, body: { kind: 'person', name: `${name} otherwise` } };
      mismatches.push((await settle(inTurn(callers, 0), other)).status);
    }
    stage.note(`${AT_ONCE} at once, ${TIMES} times`);
    const killed = await repeatAfterKill(stage, callers);
    return async () => [
      exactly(`different answers of ${AT_ONCE}`, distinct(bodies), '1'),
      exactly('another body under the same key', distinct(mismatches), '422'),
      exactly('records of each key', distinct(await Promise.all(names.map((name) => countOf(stage, name)))), '1'),
      exactly(
        'records of keys repeated after a kill',
        distinct(await Promise.all(killed.map((name) => countOf(stage, name)))),
        '1',
      ),
    ];
  },
};

const creationOf = (name: string): Question => ({
  method: 'POST',
  path: '/clients',
  body: { kind: 'organisation', name },
  headers: { 'idempotency-key': name },
});

/** Kills whoever may be carrying a command out, and sends it again until its outcome is known. Returns the names used. */
async function repeatAfterKill({ cluster, random, round, note }: Stage, callers: ApiCaller[]): Promise<string[]> {
  const names: string[] = [];
  for (const victim of cluster.copiesOf('clients')) {
    const batch = Array.from({ length: 10 }, (_, index) => `Killed ${round} ${victim.title} ${index}`);
    names.push(...batch);
    const settled = batch.map((name, index) => settle(inTurn(callers, index), creationOf(name)));
    await pause(random.between(0, 40));
    victim.kill('SIGKILL');
    note(`killed ${victim.title} in the middle of it`);
    await Promise.all(settled);
  }
  return names;
}

/** How many different bodies there are among the answers, refusals included. */
const different = (answers: readonly Answer[]): number =>
  new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size;

const countOf = ({ cluster }: Stage, name: string): Promise<number> =>
  cluster.servers.databases.client.db(cluster.databaseOf('clients')).collection('clients').countDocuments({ name });

const distinct = (values: readonly unknown[]): string => [...new Set(values)].join(', ');
