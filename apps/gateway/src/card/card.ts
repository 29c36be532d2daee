import type { ActivitiesSection, ClientSection, DealsSection } from '@crm/contracts';

/** The employees whose names the reader of a card needs: owners and performers. */
export function mentionedEmployees(
  { client }: ClientSection,
  deals: DealsSection | null,
  activities: ActivitiesSection | null,
): Set<string> {
  const ids = new Set([client.ownerId]);
  for (const deal of deals?.open ?? []) ids.add(deal.ownerId);
  for (const { performerId, madeOnBehalf } of [...(activities?.planned ?? []), ...(activities?.completed ?? [])]) {
    ids.add(performerId);
    if (madeOnBehalf) ids.add(madeOnBehalf.substituteId).add(madeOnBehalf.absentId);
  }
  for (const commitment of activities?.commitments ?? []) ids.add(commitment.ownerId);
  return ids;
}
