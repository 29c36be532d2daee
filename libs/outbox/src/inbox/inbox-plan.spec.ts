import { anEvent } from '../../test/events.ts';
import { planInbox, recordKey } from './inbox-plan.ts';

const deal = 'd'.repeat(24);
const event = (seq: number, id = seq) => anEvent({ recordId: deal, seq, id: String(id).padStart(24, '0') });

interface Given {
  readonly position?: number;
  readonly known?: number[];
  readonly passesGap?: boolean;
}

function plan(seqs: readonly number[], given: Given = {}) {
  const { position, known = [], passesGap = false } = given;
  const positions = new Map(position === undefined ? [] : [[recordKey(event(1)), position]]);
  const state = { known: new Set(known.map((seq) => event(seq).id)), positions };
  const { steps, moved } = planInbox(
    seqs.map((seq) => ({ message: event(seq), passesGap })),
    state,
  );
  return {
    steps: steps.map(({ kind }) => kind),
    missing: steps.map((step) => 'missing' in step && step.missing),
    moved: [...moved.values()],
  };
}

describe(planInbox, () => {
  const rules: readonly [string, number[], Given, string[], number[]][] = [
    ['the first event of a record is its beginning', [7], {}, ['apply'], [7]],
    ['events in order take effect', [1, 2, 3], { position: 0 }, ['apply', 'apply', 'apply'], [3]],
    ['a known event does nothing', [2], { position: 2, known: [2] }, ['known'], []],
    ['a duplicate in the batch does nothing', [2, 2], { position: 1 }, ['apply', 'known'], [2]],
    ['what was given up takes effect when it comes', [2], { position: 5 }, ['apply'], []],
    ['an event after a gap waits', [3], { position: 1 }, ['wait'], []],
    ['those behind it wait as well', [3, 4], { position: 1 }, ['wait', 'wait'], []],
    ['a batch may close the gap by itself', [2, 3], { position: 1 }, ['apply', 'apply'], [3]],
    ['a batch out of order goes as far as it can', [3, 2], { position: 1 }, ['wait', 'apply'], [2]],
  ];
  it.each(rules)('%s', (_rule, seqs, given, steps, moved) => {
    expect(plan(seqs, given)).toMatchObject({ steps, moved });
  });

  it('lets an event pass a gap when it is told to, and says how many are missing', () => {
    expect(plan([4], { position: 1, passesGap: true })).toMatchObject({ steps: ['apply'], missing: [2], moved: [4] });
  });
});
