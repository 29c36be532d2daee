import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceCopy } from '../cluster/service-copy.ts';
import { wholeLayout } from '../cluster/layout.ts';
import { atMost, latest, type Scenario } from '../run/scenario.ts';

const EVERY_MS = 5_000;
const READY_AGAIN_MS = 10_000;

export const killServices: Scenario = {
  name: 'F1',
  title: 'kill -9 each service at random, every 5 s',
  layout: wholeLayout,

  async act({ cluster, random, over, note }) {
    const killedAt = new Map<ServiceCopy, number>();
    const returns: Promise<number | undefined>[] = [];
    while (!over.aborted) {
      const victim = random.pick(cluster.copies);
      note(`kill -9 ${victim.title}`);
      killedAt.set(victim, performance.now());
      returns.push(untilBack(victim, () => killedAt.get(victim) ?? 0));
      await pause(EVERY_MS, undefined, { signal: over }).catch(() => undefined);
    }
    const times = await Promise.all(returns);
    return () => [
      atMost(`ready again after each of ${times.length} kills`, latest(times) / 1_000, {
        most: READY_AGAIN_MS / 1_000,
        unit: 's',
      }),
    ];
  },
};

/**
 * Kills it and waits until another process has taken its place and is ready. Returns how long that took (milliseconds) since
 * the last kill, for the other process may have been killed as well; undefined when none is ready within a minute.
 */
async function untilBack(victim: ServiceCopy, killedAt: () => number): Promise<number | undefined> {
  victim.kill('SIGKILL');
  await victim.turns(false, 5_000);
  const back = await victim.turns(true, 60_000);
  return back === undefined ? undefined : performance.now() - killedAt();
}
