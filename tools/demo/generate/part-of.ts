import type { ClientDraft, Organisation } from './organisation.ts';

/** How much of the demo is loaded: all, an excerpt that tests load in moments, or nobody but the people. */
export type DemoPart = 'whole' | 'excerpt' | 'people';

/** Of the clients of those who do not sign in, an excerpt has one in this many. */
const ONE_IN = 8;

/**
 * A part of the organisation that holds together: whatever is left out, nothing that is left names it. An excerpt has all
 * clients of those who sign in, with their whole history.
 */
export function partOf(organisation: Organisation, part: DemoPart): Organisation {
  if (part === 'whole') return organisation;
  const clients = part === 'people' ? [] : excerptOf(organisation);
  const keys = new Set(clients.map(({ externalId }) => externalId));
  const isOfThem = ({ clientKey }: { readonly clientKey: string }): boolean => keys.has(clientKey);
  return {
    ...organisation,
    clients,
    contactPersons: organisation.contactPersons.filter(({ affiliations }) =>
      affiliations.every(({ clientExternalId }) => keys.has(clientExternalId)),
    ),
    deals: organisation.deals.filter(isOfThem),
    activities: organisation.activities.filter(isOfThem),
    commitments: organisation.commitments.filter(isOfThem),
  };
}

function excerptOf({ clients, users }: Organisation): ClientDraft[] {
  const owners = new Set(users.map(({ employeeKey }) => employeeKey));
  const chosen = clients.filter(({ ownerKey }, index) => owners.has(ownerKey) || index % ONE_IN === 0);
  const keys = new Set(chosen.flatMap(({ externalId, parentExternalId }) => [externalId, parentExternalId]));
  return clients.filter(({ externalId }) => keys.has(externalId));
}
