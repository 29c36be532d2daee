import type { DealPurpose, StageCode } from './codes.ts';
import type { Random } from './random.ts';

export type DealOutcome = 'open' | 'won' | 'lost';

/** One conversation on the way of a deal, and the stage in which it leaves the deal. */
export interface CourseStep {
  readonly purpose: DealPurpose;
  readonly stage: StageCode;
}

const step = (purpose: DealPurpose, stage: StageCode): CourseStep => ({ purpose, stage });

const firstTalks = step('first-talks', 'request');
const presentation = step('presentation', 'presentation');
const offer = step('offer', 'offer');

const questions = (random: Random, stage: StageCode, most: number): CourseStep[] =>
  Array.from({ length: random.between(0, most) }, () => step('clarification', stage));

/** The whole way to a contract: talks, presentation, calls, offer, calls, closing. */
function wholeCourse(random: Random): CourseStep[] {
  return [
    firstTalks,
    ...questions(random, 'qualification', 1),
    presentation,
    ...questions(random, 'presentation', 1),
    offer,
    ...questions(random, 'negotiation', 2),
    step('closing', 'won'),
  ];
}

/** How far a lost deal came before the refusal: after first talks, after the presentation, after the offer. */
const refusedAfter = [
  { weight: 3, value: firstTalks },
  { weight: 4, value: presentation },
  { weight: 4, value: offer },
];

function lostCourse(random: Random): CourseStep[] {
  const course = wholeCourse(random).slice(0, -1);
  const last = random.weighted(refusedAfter);
  const reached = last === offer ? course : course.slice(0, course.indexOf(last) + 1);
  return [...reached, step('refusal', 'lost')];
}

/**
 * The steps of a deal so far.
 *
 * @param progress of an open deal: which share of its expected time has passed, from 0 to 1.
 */
export function planCourse(random: Random, outcome: DealOutcome, progress: number): CourseStep[] {
  if (outcome === 'won') return wholeCourse(random);
  if (outcome === 'lost') return lostCourse(random);
  const course = wholeCourse(random).slice(0, -1);
  return course.slice(0, Math.max(1, Math.ceil(course.length * progress)));
}

/** What naturally comes next after the last step of an open deal. */
export const nextPurpose: Readonly<Record<StageCode, DealPurpose>> = {
  request: 'presentation',
  qualification: 'presentation',
  presentation: 'offer',
  offer: 'clarification',
  negotiation: 'closing',
  won: 'clarification',
  lost: 'clarification',
};
