import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../cluster/cluster.ts';
import { type Answer, ApiCaller, type Question } from '../load/api-caller.ts';
import { outcomeOf } from '../load/outcome.ts';

const PATIENCE_MS = 90_000;

/** The same user at each of the gateways. */
export async function callersAtEveryGateway(cluster: Cluster): Promise<ApiCaller[]> {
  const user = cluster.users.find(({ role }) => role === 'head');
  if (!user) throw new Error('There is no head of a department');
  const callers = cluster.gateways.map((_, first) => new ApiCaller(cluster.gateways, user, first));
  for (const caller of callers) await caller.signIn();
  return callers;
}

/** Asks until the outcome is known, or returns the last answer when that takes too long. */
export async function settle(caller: ApiCaller, question: Question): Promise<Answer> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await caller.ask(question);
    if (outcomeOf(answer) !== 'unknown' || Date.now() > giveUpAt) return answer;
    await pause(100);
  }
}

/** One of some callers, in turn. */
export function inTurn(callers: readonly ApiCaller[], index: number): ApiCaller {
  const caller = callers[index % callers.length];
  if (!caller) throw new Error('There is nobody to ask');
  return caller;
}
