import type { Client, ClientChange, NewClient } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { type SearchableName, searchableName } from '../names/searchable-name.ts';

export type ClientKind = Client['kind'];
export type ClientFacts = Omit<NewClient, 'ownerId'>;

/** Who is answerable for a client, and where he works. */
export interface Ownership {
  readonly ownerId: string;
  readonly departmentId: string;
}

/** A client that nobody has stored yet. */
export interface ClientToStore extends ClientFacts, SearchableName, Ownership {}

/** What a change sets. */
export type ClientUpdate = ClientChange & Partial<SearchableName>;

/** @throws DomainError `invalid` when a person gets facts of an organisation or the other way round. */
export function newClient(facts: ClientFacts, ownership: Ownership): ClientToStore {
  assertFactsFit(facts.kind, facts);
  return { ...facts, ...searchableName(facts.name), ...ownership };
}

/** @throws DomainError `invalid` when a person gets facts of an organisation or the other way round. */
export function changeOfClient(kind: ClientKind, change: ClientChange): ClientUpdate {
  assertFactsFit(kind, change);
  return change.name === undefined ? change : { ...change, ...searchableName(change.name) };
}

function assertFactsFit(kind: ClientKind, facts: Pick<ClientChange, 'organisation' | 'person'>): void {
  const foreign = kind === 'organisation' ? 'person' : 'organisation';
  if (!facts[foreign]) return;
  const message = `a client of the kind ${kind} has no facts of the kind ${foreign}`;
  throw new DomainError('invalid', { issues: [{ path: [foreign], message }] });
}
