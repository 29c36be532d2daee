import { setTimeout as pause } from 'node:timers/promises';
import { wholeLayout } from '../cluster/layout.ts';
import type { Entry } from '../journal.ts';
import { atMost, exactly, type Scenario } from '../run/scenario.ts';
import { memoryOf } from './memory.ts';

/** The gateway's own deadline of 10 s, and what a busy machine takes to say so. */
const ANSWER_S = 12;
const GROWTH_MIB = 50;

export const noBroker: Scenario = {
  name: 'F7',
  title: 'no broker at all',
  layout: wholeLayout,
  loadSeconds: ({ seconds, outageSeconds }) => Math.max(seconds, outageSeconds + 30),

  async act({ cluster, settings, note }) {
    const { brokers } = cluster.servers;
    const nodes = brokers.ports.map((_, node) => node);
    await pause(5_000);
    const pids = cluster.copies.map(({ pid }) => pid);
    const before = cluster.copies.map(memoryOf);
    const from = Date.now();
    await Promise.all(nodes.map((node) => brokers.kill(node)));
    note('the broker is gone');
    await pause(settings.outageSeconds * 1_000);
    const growth = cluster.copies.map((copy, index) => memoryOf(copy) - (before[index] ?? 0));
    const until = Date.now();
    await Promise.all(nodes.map((node) => brokers.startAgain(node)));
    note('the broker is back');
    return ({ journal }) => [
      atMost('slowest answer without a broker', slowest(journal, { from, until }) / 1_000, {
        most: ANSWER_S,
        unit: 's',
      }),
      atMost('growth of memory', Math.max(...growth), { most: GROWTH_MIB, unit: 'MiB' }),
      exactly('programs that ended', cluster.copies.filter(({ pid }, index) => pid !== pids[index]).length, 0),
    ];
  },
};

/** The longest that anybody waited whose request was answered in that time (milliseconds). */
const slowest = (journal: readonly Entry[], { from, until }: { from: number; until: number }): number =>
  Math.max(
    0,
    ...journal.map((entry) => (entry.type !== 'sent' && entry.at > from && entry.at < until ? entry.milliseconds : 0)),
  );
