import { setTimeout as pause } from 'node:timers/promises';
import { waitUntil } from '../../tools/processes/wait-until.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { ApiCaller } from '../load/api-caller.ts';
import { outcomeOf } from '../load/outcome.ts';
import { atMost, exactly, type Expectation, type Stage } from '../run/scenario.ts';

const AT_ONCE = 8;
const HOUR_MS = 3_600_000;

export interface PlannedReminders {
  /** Ids of the activities. */
  readonly ids: readonly string[];
  /** Epoch milliseconds of the first one and of the last one. */
  readonly firstDueAt: number;
  readonly lastDueAt: number;
}

export interface ReminderTimes {
  /** They are spread evenly over so many milliseconds. */
  readonly over: number;
  readonly count: number;
}

/**
 * Plans activities with reminders through the API, each tried until it is stored, so that none is due before all are. On a
 * machine that was too slow for it they are planned once more, twice as far away; those of before count no more.
 */
export async function planReminders(
  { cluster, round, note }: Stage,
  { over, count }: ReminderTimes,
): Promise<PlannedReminders> {
  const user = cluster.users.find(({ role }) => role === 'head');
  if (!user) throw new Error('There is no head of a department');
  const caller = new ApiCaller(cluster.gateways, user);
  await caller.signIn();
  for (let patience = 1; ; patience *= 2) {
    const firstDueAt = Date.now() + patience * (5_000 + count * 25);
    const dueAt = Array.from({ length: count }, (_, index) => firstDueAt + Math.round((over * index) / count));
    const ids = await planAll(caller, `${round} ${patience}`, dueAt);
    if (ids.length === count) return { ids, firstDueAt, lastDueAt: dueAt.at(-1) ?? firstDueAt };
    note(`only ${ids.length} of ${count} reminders were stored before their time`);
  }
}

/** @param dueAt epoch milliseconds. @returns the ids of those that were stored before their time. */
async function planAll(caller: ApiCaller, name: string, dueAt: readonly number[]): Promise<string[]> {
  const ids: string[] = [];
  const rest = dueAt.entries();
  const plan = async (): Promise<void> => {
    for (const [index, moment] of rest) {
      const id = await planOne(caller, `${name} ${index}`, moment);
      if (id !== undefined) ids.push(id);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, plan));
  return ids;
}

async function planOne(caller: ApiCaller, name: string, dueAt: number): Promise<string | undefined> {
  const iso = (moment: number): string => new Date(moment).toISOString();
  const reminder = { localTime: iso(dueAt).slice(0, -1), timeZone: 'UTC' };
  const body = { type: 'task', subject: `Reminder ${name}`, plannedAt: iso(dueAt + HOUR_MS), reminder };
  const headers = { 'idempotency-key': `reminder ${name}` };
  for (;;) {
    const answer = await caller.ask({ method: 'POST', path: '/activities', body, headers });
    if (outcomeOf(answer) === 'done') return (answer.body as { id: string }).id;
    if (answer.code === 'reminder.in_past') return undefined;
    if (outcomeOf(answer) !== 'unknown') throw new Error(`A reminder was refused: ${answer.code}`);
    await pause(200);
  }
}

interface Fired {
  readonly activityId: string;
  /** The moment that was asked for, and that at which it came (epoch milliseconds). */
  readonly dueAt: number;
  readonly at: number;
}

async function firedOf(cluster: Cluster, ids: readonly string[]): Promise<Fired[]> {
  const wanted = new Set(ids);
  const notifications = await cluster.servers.databases.client
    .db(cluster.databaseOf('activities'))
    .collection('notifications')
    .find({}, { projection: { activityId: 1, dueAt: 1, createdAt: 1 } })
    .toArray();
  return notifications
    .map(({ activityId, dueAt, createdAt }) => ({
      activityId: String(activityId),
      dueAt: (dueAt as Date).getTime(),
      at: (createdAt as Date).getTime(),
    }))
    .filter(({ activityId }) => wanted.has(activityId));
}

export interface ReminderLimits {
  /** Seconds after its moment by which 99 of 100 must have come. */
  readonly lateSeconds: number;
  /** Epoch milliseconds until which nobody could be reminded: lateness counts from there. */
  readonly since?: number;
}

/** Waits until all have fired, or should have, and judges: each once, none early, few late. */
export async function judgeReminders(
  cluster: Cluster,
  { ids, lastDueAt }: PlannedReminders,
  { lateSeconds, since = 0 }: ReminderLimits,
): Promise<Expectation[]> {
  const giveUpAt = Math.max(lastDueAt, since) + 2 * lateSeconds * 1_000;
  const haveAll = async (): Promise<boolean> => (await firedOf(cluster, ids)).length >= ids.length;
  await waitUntil(haveAll, { timeout: Math.max(0, giveUpAt - Date.now()), every: 500 });
  const fired = await firedOf(cluster, ids);
  const reminded = new Set(fired.map(({ activityId }) => activityId));
  const delays = fired.map(({ dueAt, at }) => at - Math.max(dueAt, since)).toSorted((a, b) => a - b);
  const p99 = delays[Math.ceil(delays.length * 0.99) - 1] ?? Infinity;
  return [
    exactly('reminders that came', reminded.size, ids.length),
    exactly('reminders that came again', fired.length - reminded.size, 0),
    exactly('reminders that came early', fired.filter(({ dueAt, at }) => at < dueAt).length, 0),
    atMost('lateness of 99 of 100', p99 / 1_000, { most: lateSeconds, unit: 's' }),
  ];
}
