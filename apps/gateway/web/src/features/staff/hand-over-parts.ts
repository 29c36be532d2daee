import type { HandOverCounts } from '@crm/contracts';

/** The parts of a hand-over in the order in which they are shown. */
export const handOverParts = [
  'clients',
  'teamPlaces',
  'grants',
  'openDeals',
  'plannedActivities',
  'reminders',
  'commitments',
] as const;

export type HandOverPart = (typeof handOverParts)[number];

export const isHandOverPart = (name: string): name is HandOverPart => handOverParts.some((part) => part === name);

/** How many records move in all. */
export const sumOfCounts = (counts: HandOverCounts): number =>
  handOverParts.reduce((total, part) => total + counts[part], 0);
