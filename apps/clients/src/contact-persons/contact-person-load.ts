import type { ContactPersonRow } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import type { LoadPlan } from '../loading/load-plan.ts';
import { primaryClientIds } from './affiliations.ts';
import { type ContactPersonToStore, newContactPerson } from './contact-person.ts';

export interface LoadedContactPersonToStore {
  readonly id: string;
  readonly externalId: string;
  readonly person: ContactPersonToStore;
}

/**
 * The contact persons to store, by the rules that hold for a single one. Where rows make several persons primary at one
 * client, the last one is, as if they had been entered one after the other.
 *
 * @param clientIds the clients by external key.
 * @throws DomainError `client.not_found`, `contact_person.affiliation_repeated`
 */
export function contactPersonsToStore(
  { fresh }: LoadPlan<ContactPersonRow>,
  clientIds: ReadonlyMap<string, string>,
): LoadedContactPersonToStore[] {
  const persons = fresh.map(({ id, row: { externalId, affiliations, ...facts } }) => {
    const placed = affiliations.map(({ clientExternalId, ...place }) => {
      const clientId = clientIds.get(clientExternalId);
      if (clientId === undefined) throw new DomainError('client.not_found', { externalId, clientExternalId });
      return { ...place, clientId, from: null, to: null };
    });
    return { id, externalId, person: newContactPerson({ ...facts, affiliations: placed }) };
  });
  return keepingLastPrimary(persons);
}

function keepingLastPrimary(persons: readonly LoadedContactPersonToStore[]): LoadedContactPersonToStore[] {
  const lastOf = new Map(
    persons.flatMap(({ id, person }) => primaryClientIds(person.affiliations).map((clientId) => [clientId, id])),
  );
  return persons.map(({ person, ...keys }) => {
    const affiliations = person.affiliations.map((affiliation) => ({
      ...affiliation,
      isPrimary: affiliation.isPrimary && lastOf.get(affiliation.clientId) === keys.id,
    }));
    return { ...keys, person: { ...person, affiliations } };
  });
}
