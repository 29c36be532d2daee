import type { ActivitiesSection, MadeOnBehalf } from '@crm/contracts';
import { toListItem } from '../activities/activity.mapper.ts';
import { toCommitment } from '../commitments/commitment.mapper.ts';
import type { StoredSection } from './card-section.repository.ts';

/** How many of each list the card shows. */
export const SHOWN = 20;

export const toSection = ({ planned, completed, commitments }: StoredSection): ActivitiesSection => ({
  planned: planned.first.map(toListItem),
  completed: completed.first.map(toListItem),
  commitments: commitments.first.map(toCommitment),
  counts: { planned: planned.count, completed: completed.count, openCommitments: commitments.count },
});

/** The employees whose names the reader of the section needs. */
export const mentionedIn = ({ planned, completed, commitments }: ActivitiesSection): string[] => [
  ...[...planned, ...completed].flatMap(({ performerId, madeOnBehalf }) => [performerId, ...both(madeOnBehalf)]),
  ...commitments.flatMap(({ ownerId, madeOnBehalf }) => [ownerId, ...both(madeOnBehalf)]),
];

const both = (made: MadeOnBehalf | undefined): string[] => (made ? [made.substituteId, made.absentId] : []);
