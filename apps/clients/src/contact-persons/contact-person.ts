import type { ContactPersonChange, NewContactPerson } from '@crm/contracts';
import { searchableName } from '../names/searchable-name.ts';
import { assertNoClientRepeated } from './affiliations.ts';

/** A contact person whom nobody has stored yet. */
export interface ContactPersonToStore extends NewContactPerson {
  readonly sortName: string;
}

/** What a change sets. */
export type ContactPersonUpdate = ContactPersonChange & { readonly sortName?: string };

/** @throws DomainError `contact_person.affiliation_repeated` when one client is named twice. */
export function newContactPerson(facts: NewContactPerson): ContactPersonToStore {
  assertNoClientRepeated(facts.affiliations);
  return { ...facts, sortName: searchableName(facts.name).sortName };
}

/** @throws DomainError `contact_person.affiliation_repeated` when one client is named twice. */
export function changeOfContactPerson(change: ContactPersonChange): ContactPersonUpdate {
  assertNoClientRepeated(change.affiliations ?? []);
  return change.name === undefined ? change : { ...change, sortName: searchableName(change.name).sortName };
}
