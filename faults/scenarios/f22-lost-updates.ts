import { wholeLayout } from '../cluster/layout.ts';
import type { ApiCaller, Question } from '../load/api-caller.ts';
import { exactly, type Scenario, type Stage } from '../run/scenario.ts';
import { callersAtEveryGateway, inTurn, settle } from './settle.ts';

const AT_ONCE = 50;
const TIMES = 5;

interface Created {
  readonly id: string;
  readonly version: number;
}

export const lostUpdates: Scenario = {
  name: 'F22',
  title: 'fifty changes of one version at once',
  layout: wholeLayout,

  async act(stage) {
    const callers = await callersAtEveryGateway(stage.cluster);
    const outcomes: string[] = [];
    for (let time = 1; time <= TIMES; time += 1) {
      for (const make of [aClient, aDeal, aTask])
        outcomes.push(await changeAtOnce(callers, await make(stage, callers, time)));
    }
    stage.note(`${AT_ONCE} at once, ${outcomes.length} times`);
    return () => [exactly('who won', [...new Set(outcomes)].join('; '), `1 with 200, ${AT_ONCE - 1} with 412`)];
  },
};

interface Target {
  readonly path: string;
  readonly version: number;
  change(text: string): unknown;
}

async function changeAtOnce(callers: ApiCaller[], { path, version, change }: Target): Promise<string> {
  const asked = Array.from({ length: AT_ONCE }, (_, index) =>
    settle(inTurn(callers, index), {
      method: 'PATCH',
      path,
      body: change(`Change ${index}`),
      headers: { 'if-match': `"${version}"`, 'idempotency-key': `${path} ${version} ${index}` },
    }),
  );
  const statuses = Map.groupBy(await Promise.all(asked), ({ status }) => status);
  return [...statuses]
    .toSorted(([a], [b]) => (a ?? 0) - (b ?? 0))
    .map(([status, answers]) => `${answers.length} with ${status}`)
    .join(', ');
}

async function aClient({ round }: Stage, callers: ApiCaller[], time: number): Promise<Target> {
  const { id, version } = await create(callers, {
    ...{ path: '/clients', body: { kind: 'organisation', name: `Changed ${round} ${time}` } },
  });
  return { path: `/clients/${id}`, version, change: (note) => ({ note }) };
}

async function aDeal(stage: Stage, callers: ApiCaller[], time: number): Promise<Target> {
  const { path } = await aClient(stage, callers, time + TIMES);
  const clientId = path.slice('/clients/'.length);
  const amount = { amount: '1.00', currency: 'RUB' };
  const deal = await create(callers, { path: '/deals', body: { title: `Changed ${stage.round}`, clientId, amount } });
  return { path: `/deals/${deal.id}`, version: deal.version, change: (note) => ({ note }) };
}

async function aTask({ round }: Stage, callers: ApiCaller[]): Promise<Target> {
  const plannedAt = new Date(Date.now() + 86_400_000).toISOString();
  const body = { type: 'task', subject: `Changed ${round}`, plannedAt };
  const { id, version } = await create(callers, { path: '/activities', body });
  return { path: `/activities/${id}`, version, change: (content) => ({ content }) };
}

async function create(callers: ApiCaller[], question: Omit<Question, 'method'>): Promise<Created> {
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const answer = await settle(inTurn(callers, 0), { ...question, method: 'POST', headers });
  if (answer.status !== 201) throw new Error(`Nothing was created: ${answer.status} ${answer.code}`);
  return answer.body as Created;
}
