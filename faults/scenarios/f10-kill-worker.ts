import { setTimeout as pause } from 'node:timers/promises';
import { wholeLayout } from '../cluster/layout.ts';
import type { Scenario } from '../run/scenario.ts';
import { judgeReminders, planReminders } from './reminders.ts';

const KILLS = 3;
const LATE_SECONDS = 90;
const SPREAD_MS = 2_000;
/** Due at almost the same moment, so that the kills find them firing. */
const MOST_REMINDERS = 200;

export const killWorker: Scenario = {
  name: 'F10',
  title: 'kill -9 every worker three times while reminders fire',
  layout: wholeLayout,

  async act(stage) {
    const { cluster, random, settings, note } = stage;
    const workers = cluster.copiesOf('activities');
    const count = Math.min(settings.reminders, MOST_REMINDERS);
    const planned = await planReminders(stage, { over: SPREAD_MS, count });
    await pause(Math.max(0, planned.firstDueAt - Date.now()));
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await pause(random.between(100, SPREAD_MS));
      for (const worker of workers) worker.kill('SIGKILL');
      note(`killed the workers, ${kill} of ${KILLS}`);
      await Promise.all(workers.map((worker) => worker.turns(false, 5_000)));
      await Promise.all(workers.map((worker) => worker.turns(true, 60_000)));
    }
    return () => judgeReminders(cluster, planned, { lateSeconds: LATE_SECONDS });
  },
};
