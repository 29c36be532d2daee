import { setTimeout as pause } from 'node:timers/promises';
import { wholeLayout } from '../cluster/layout.ts';
import type { Entry } from '../journal.ts';
import { exactly, type Scenario } from '../run/scenario.ts';
import { judgeReminders, planReminders } from './reminders.ts';

const LATE_SECONDS = 60;

export const noRedis: Scenario = {
  name: 'F9',
  title: 'kill -9 Redis, which comes back with its file',
  layout: wholeLayout,
  loadSeconds: () => null,

  async act(stage) {
    const { cluster, settings, note } = stage;
    const { redis } = cluster.servers;
    const outageMs = Math.min(settings.outageSeconds, 60) * 1_000;
    const count = settings.reminders;
    const planned = await planReminders(stage, { over: outageMs, count });
    await pause(Math.max(0, planned.firstDueAt - Date.now()));
    const gone = Date.now();
    await redis.kill();
    note('Redis is gone');
    await pause(outageMs);
    await redis.startAgain();
    const since = Date.now();
    note('Redis is back');
    return async ({ journal }) => [
      exactly('answers 5xx while it was away', serverErrors(journal, gone, since), 0),
      ...(await judgeReminders(cluster, planned, { lateSeconds: LATE_SECONDS, since })),
    ];
  },
};

const serverErrors = (journal: readonly Entry[], from: number, until: number): number =>
  journal.filter((entry) => entry.type !== 'sent' && entry.at > from && entry.at < until && (entry.status ?? 0) >= 500)
    .length;
