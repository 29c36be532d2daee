import { setTimeout as pause } from 'node:timers/promises';
import { wholeLayout } from '../cluster/layout.ts';
import { atMost, type Scenario } from '../run/scenario.ts';
import { memoryOf } from './memory.ts';

const MEMORY_MIB = 300;
const SLOW_MS = 1_000;
const PROBABILITY = 0.3;

export const slowConsumers: Scenario = {
  name: 'F17',
  title: 'consumers that take a second for what takes a moment',
  layout: wholeLayout,

  async act({ cluster, over, note }) {
    const { databases } = cluster.servers;
    const slow = { failCommands: ['insert', 'update', 'findAndModify'], blockConnection: true, blockTimeMS: SLOW_MS };
    const before = cluster.copies.map(memoryOf);
    let most = 0;
    let growth = 0;
    await databases.failCommands({ activationProbability: PROBABILITY }, slow);
    note(`${PROBABILITY * 100} % of the writes take ${SLOW_MS} ms`);
    try {
      while (!over.aborted) {
        const now = cluster.copies.map(memoryOf);
        most = Math.max(most, ...now);
        growth = Math.max(growth, ...now.map((memory, index) => memory - (before[index] ?? 0)));
        await pause(500, undefined, { signal: over }).catch(() => undefined);
      }
    } finally {
      await databases.failCommands('off');
    }
    return () => [
      atMost('memory of the largest program', most, { most: MEMORY_MIB, unit: 'MiB' }),
      atMost('growth of memory', growth, { most: MEMORY_MIB, unit: 'MiB' }),
    ];
  },
};
