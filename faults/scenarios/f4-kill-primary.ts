import { setTimeout as pause } from 'node:timers/promises';
import { waitUntil } from '../../tools/processes/wait-until.ts';
import { wholeLayout } from '../cluster/layout.ts';
import { atMost, type Scenario } from '../run/scenario.ts';
import { longestOutage } from './outage.ts';

const OUTAGE_S = 15;

export const killPrimary: Scenario = {
  name: 'F4',
  title: 'kill -9 the primary of MongoDB',
  layout: wholeLayout,

  async act({ cluster: { servers }, settings, random, note }) {
    const { databases } = servers;
    await pause(random.between(1_000, settings.seconds * 250));
    const killedAt = Date.now();
    const victim = await databases.primary();
    await databases.kill(victim);
    note(`killed member ${victim + 1}, which was the primary`);
    await pause(random.between(5_000, 15_000));
    await databases.startAgain(victim);
    await waitUntil(() => databases.isWhole(), { timeout: 60_000 });
    note(`member ${victim + 1} is back`);
    return ({ journal }) => [
      atMost('longest time without an acknowledged write', longestOutage(journal, killedAt) / 1_000, {
        most: OUTAGE_S,
        unit: 's',
      }),
    ];
  },
};
