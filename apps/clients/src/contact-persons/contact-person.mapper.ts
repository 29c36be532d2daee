import type { Affiliation, ContactPerson, ContactPersonFact } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import { primaryClientIds } from './affiliations.ts';
import type { ContactPersonToStore, ContactPersonUpdate } from './contact-person.ts';
import type { ContactPersonDocument, StoredAffiliation } from './contact-person.schema.ts';

type StoredAffiliations = Pick<ContactPersonDocument, 'affiliations' | 'primaryOf'>;

export function toAffiliations({ affiliations, primaryOf }: StoredAffiliations): Affiliation[] {
  const primary = new Set(primaryOf.map((id) => id.toHexString()));
  return affiliations.map(({ clientId, position, from, to }) => {
    const id = clientId.toHexString();
    return { clientId: id, position, isPrimary: primary.has(id), from, to };
  });
}

export const toContactPerson = (document: ContactPersonDocument): ContactPerson => ({
  id: document._id.toHexString(),
  name: document.name,
  phones: document.phones,
  emails: document.emails,
  birthday: document.birthday,
  note: document.note,
  affiliations: toAffiliations(document),
  version: document.version,
  createdAt: document.createdAt.toISOString(),
  updatedAt: document.updatedAt.toISOString(),
});

/** What other services learn of a contact person. */
export const toContactPersonFact = (
  person: Pick<ContactPersonDocument, '_id' | 'version' | 'name' | 'affiliations'>,
): ContactPersonFact => ({
  id: person._id.toHexString(),
  version: person.version,
  name: person.name,
  clientIds: person.affiliations.map(({ clientId }) => clientId.toHexString()),
});

/** What is stored beside the person himself. */
interface Storing {
  readonly id: string;
  readonly externalId?: string;
  readonly now: Date;
}

export const toContactPersonDocument = (
  { affiliations, ...facts }: ContactPersonToStore,
  { id, externalId, now }: Storing,
): ContactPersonDocument => ({
  ...facts,
  ...toStoredAffiliations(affiliations),
  _id: toObjectId(id),
  externalId,
  version: 1,
  createdAt: now,
  updatedAt: now,
});

/** The fields that an update sets. */
export const toStoredUpdate = ({ affiliations, ...facts }: ContactPersonUpdate) => ({
  ...facts,
  ...(affiliations && toStoredAffiliations(affiliations)),
});

function toStoredAffiliations(affiliations: readonly Affiliation[]): StoredAffiliations {
  return {
    affiliations: affiliations.map(({ clientId, position, from, to }): StoredAffiliation => ({
      clientId: toObjectId(clientId),
      position,
      from,
      to,
    })),
    primaryOf: primaryClientIds(affiliations).map(toObjectId),
  };
}
