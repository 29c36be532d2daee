import type { Answered } from '../journal.ts';
import { longestOutage } from './outage.ts';

const answered = (at: number, status: number | null = 200): Answered => ({
  ...{ type: 'answered', write: 1, attempt: 1, status, milliseconds: 1, at },
});

describe(longestOutage, () => {
  it.each([
    { story: 'nothing was acknowledged', journal: [answered(5)], longest: Infinity },
    { story: 'the first came late', journal: [answered(17), answered(18)], longest: 7 },
    { story: 'a gap lies in the middle', journal: [answered(11), answered(20, 503), answered(30)], longest: 19 },
  ])('counts from the moment of the fault when $story', ({ journal, longest }) => {
    expect(longestOutage(journal, 10)).toBe(longest);
  });
});
