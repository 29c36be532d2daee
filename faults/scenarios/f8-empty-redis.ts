import { setTimeout as pause } from 'node:timers/promises';
import { wholeLayout } from '../cluster/layout.ts';
import type { Scenario } from '../run/scenario.ts';
import { judgeReminders, planReminders } from './reminders.ts';

const SPREAD_MS = 60_000;
const LATE_SECONDS = 60;

export const emptyRedis: Scenario = {
  name: 'F8',
  title: 'FLUSHALL of Redis while reminders are about to be due',
  layout: wholeLayout,
  loadSeconds: () => null,

  async act(stage) {
    const { cluster, random, settings, note } = stage;
    const count = settings.reminders;
    const over = Math.min(SPREAD_MS, settings.seconds * 1_000);
    const planned = await planReminders(stage, { over, count });
    note(`${planned.ids.length} reminders are stored`);
    await pause(random.between(0, 3_000));
    await cluster.servers.redis.empty();
    note('Redis is empty');
    await pause(Math.max(0, planned.firstDueAt + over / 2 - Date.now()));
    await cluster.servers.redis.empty();
    note('Redis is empty once more, in the midst of them');
    return () => judgeReminders(cluster, planned, { lateSeconds: LATE_SECONDS });
  },
};
