import { Random } from '../../tools/demo/generate/random.ts';
import { Lane, type Step } from './lane.ts';
import { findMark, markOf } from './marks.ts';

function laneOf(seed: number): Lane {
  let marks = 0;
  return new Lane(new Random(seed), ['s1', 's2'], () => markOf('L', (marks += 1)));
}

/** Answers every write as the system would. */
function work(lane: Lane, count: number): Step[] {
  return Array.from({ length: count }, (_, index) => {
    const step = lane.next();
    step.learn?.({
      status: 200,
      replayed: false,
      milliseconds: 1,
      body: { id: `r${index}`, version: 1, stageId: 's1', next: { id: `n${index}`, version: 1 } },
    });
    return step;
  });
}

describe(Lane, () => {
  it('does the same for the same seed', () => {
    const stories = [1, 1, 2].map((seed) => work(laneOf(seed), 50).map(({ kind }) => kind));
    expect(stories[0]).toEqual(stories[1]);
    expect(stories[0]).not.toEqual(stories[2]);
  });

  it('does everything that a user does, with reads for about two fifths', () => {
    const steps = work(laneOf(3), 1_000);
    const kinds = new Set(steps.map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual([
      ...['activities', 'activity.complete', 'activity.complete-and-plan', 'activity.plan', 'card'],
      ...['client.change', 'client.create', 'clients', 'deal.change', 'deal.create', 'deal.move', 'deal.win', 'deals'],
    ]);
    const reads = steps.filter(({ effects }) => !effects).length;
    expect(reads).toBeGreaterThan(300);
    expect(reads).toBeLessThan(500);
  });

  it('leaves each mark in the request that it belongs to, and uses it once', () => {
    const marks = work(laneOf(4), 300).flatMap(({ effects = [], question }) =>
      effects.flatMap(({ mark }) => {
        if (mark === null) return [];
        expect(JSON.stringify(question.body)).toContain(mark);
        return [mark];
      }),
    );
    expect(new Set(marks).size).toBe(marks.length);
  });

  it('begins anew after a refusal instead of insisting', () => {
    const lane = laneOf(5);
    lane.next();
    expect(lane.next().kind).toBe('client.create');
  });
});

describe(findMark, () => {
  it.each([
    { text: `Client ${markOf('F1.2', 17)}`, found: '~F1.2-000017~' },
    { text: markOf('F1.3', 17), found: null },
    { text: 'Client', found: null },
    { text: null, found: null },
  ])('finds the mark of the load in $text', ({ text, found }) => {
    expect(findMark('F1.2', text)).toBe(found);
  });
});
