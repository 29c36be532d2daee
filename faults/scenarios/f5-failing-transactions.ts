import { setTimeout as pause } from 'node:timers/promises';
import { wholeLayout } from '../cluster/layout.ts';
import { invariantsAlone, type Scenario } from '../run/scenario.ts';

const PROBABILITY = 0.1;
const CHANGE_EVERY_MS = 1_000;

/** Each as MongoDB's own documentation of `failCommand` has it. With an error of the write concern the commit has happened. */
const failures = [
  { failCommands: ['commitTransaction'], errorCode: 251, errorLabels: ['TransientTransactionError'] },
  { failCommands: ['commitTransaction'], errorCode: 262, errorLabels: ['UnknownTransactionCommitResult'] },
  {
    failCommands: ['commitTransaction'],
    writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' },
    errorLabels: ['UnknownTransactionCommitResult'],
  },
  {
    failCommands: ['insert', 'update', 'findAndModify'],
    errorCode: 112,
    errorLabels: ['TransientTransactionError'],
  },
] as const;

export const failingTransactions: Scenario = {
  name: 'F5',
  title: 'one in ten commits or writes fails, as in an election or a conflict',
  layout: wholeLayout,

  async act({ cluster: { servers }, random, over, note }) {
    const { databases } = servers;
    try {
      while (!over.aborted) {
        const failure = random.pick(failures);
        await databases.failCommands({ activationProbability: PROBABILITY }, failure);
        await pause(CHANGE_EVERY_MS, undefined, { signal: over }).catch(() => undefined);
      }
    } finally {
      await databases.failCommands('off');
    }
    note('the fail points are off again');
    return invariantsAlone;
  },
};
