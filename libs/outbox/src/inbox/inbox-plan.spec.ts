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
  it.each<{ rule: string; seqs: number[]; given: Given; steps: string[]; moved: number[] }>([
    { rule: 'the first event of a record is its beginning', seqs: [7], given: {}, steps: ['apply'], moved: [7] },
    {
      rule: 'events in order take effect',
      seqs: [1, 2],
      given: { position: 0 },
      steps: ['apply', 'apply'],
      moved: [2],
    },
    { rule: 'a known one does nothing', seqs: [2], given: { position: 2, known: [2] }, steps: ['known'], moved: [] },
    { rule: 'a duplicate does nothing', seqs: [2, 2], given: { position: 1 }, steps: ['apply', 'known'], moved: [2] },
    { rule: 'one given up takes effect late', seqs: [2], given: { position: 5 }, steps: ['apply'], moved: [] },
    { rule: 'one after a gap waits', seqs: [3], given: { position: 1 }, steps: ['wait'], moved: [] },
    { rule: 'those behind it wait too', seqs: [3, 4], given: { position: 1 }, steps: ['wait', 'wait'], moved: [] },
    { rule: 'a batch may close the gap', seqs: [2, 3], given: { position: 1 }, steps: ['apply', 'apply'], moved: [3] },
    {
      rule: 'disorder goes as far as it can',
      seqs: [3, 2],
      given: { position: 1 },
      steps: ['wait', 'apply'],
      moved: [2],
    },
  ])('$rule', ({ seqs, given, steps, moved }) => {
    expect(plan(seqs, given)).toMatchObject({ steps, moved });
  });

  it('lets an event pass a gap when it is told to, and says how many are missing', () => {
    expect(plan([4], { position: 1, passesGap: true })).toMatchObject({ steps: ['apply'], missing: [2], moved: [4] });
  });
});
