import { anEvent } from '../../test/events.ts';
import { planInbox, recordKey } from './inbox-plan.ts';
import type { VersionRange } from './versions-seen.ts';

const deal = 'd'.repeat(24);
const event = (seq: number) => anEvent({ recordId: deal, seq });

interface Given {
  readonly position?: number;
  readonly gaps?: readonly VersionRange[];
  readonly passesGap?: boolean;
}

function plan(seqs: readonly number[], given: Given = {}) {
  const { position, gaps = [], passesGap = false } = given;
  const positions = new Map(position === undefined ? [] : [[recordKey(event(1)), { seq: position, gaps }]]);
  const { steps, moved } = planInbox(
    seqs.map((seq) => ({ message: event(seq), passesGap })),
    positions,
  );
  return {
    steps: steps.map(({ kind }) => kind),
    missing: steps.map((step) => 'missing' in step && step.missing),
    moved: [...moved.values()].map(({ seq }) => seq),
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
    { rule: 'a known one does nothing', seqs: [2], given: { position: 2 }, steps: ['known'], moved: [] },
    { rule: 'a duplicate does nothing', seqs: [2, 2], given: { position: 1 }, steps: ['apply', 'known'], moved: [2] },
    {
      rule: 'one given up takes effect late, once',
      seqs: [2, 2],
      given: { position: 5, gaps: [{ from: 2, to: 3 }] },
      steps: ['apply', 'known'],
      moved: [5],
    },
    {
      rule: 'those told before the beginning take effect late',
      seqs: [7, 3],
      given: {},
      steps: ['apply', 'apply'],
      moved: [7],
    },
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
