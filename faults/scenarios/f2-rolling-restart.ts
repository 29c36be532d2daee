import type { Evidence } from '../check/evidence.ts';
import { wholeLayout } from '../cluster/layout.ts';
import { atMost, exactly, latest, type Scenario } from '../run/scenario.ts';

const EXIT_MS = 25_000;

export const rollingRestart: Scenario = {
  name: 'F2',
  title: 'SIGTERM, one copy after another',
  layout: wholeLayout,

  async act({ cluster, over, note }) {
    const exits: number[] = [];
    // All of them, and again from the beginning as long as the load lasts: the last restart lies under load as well.
    for (let at = 0; !over.aborted || at < cluster.copies.length; at += 1) {
      const copy = cluster.copies[at % cluster.copies.length];
      if (!copy) break;
      exits.push(await copy.stop());
      await copy.start();
      note(`${copy.title} was restarted`);
    }
    return ({ journal }) => [
      exactly('answers 5xx', serverErrorsIn(journal), 0),
      atMost(`longest of ${exits.length} exits`, latest(exits) / 1_000, { most: EXIT_MS / 1_000, unit: 's' }),
    ];
  },
};

/** Any of them, also those that say honestly that somebody is away: with two copies nobody need be. */
const serverErrorsIn = (journal: Evidence['journal']): number =>
  journal.filter((entry) => entry.type !== 'sent' && (entry.status ?? 0) >= 500).length;
