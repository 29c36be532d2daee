import { markOf } from '@crm/access';
import type { Actor, Client, ClientFact, ClientListItem, ClientSharing } from '@crm/contracts';
import { decimalFromString, decimalToString, toObjectId } from '@crm/persistence';
import type { Types } from 'mongoose';
import type { ClientToStore } from './client.ts';
import { readersOf } from './client-access.ts';
import type { ClientDocument, StoredOrganisationFacts } from './client.schema.ts';

const hex = (id: Types.ObjectId | null): string | null => id?.toHexString() ?? null;
const objectId = (id: string | null): Types.ObjectId | null => (id === null ? null : toObjectId(id));

export const toClient = (document: ClientDocument): Client => ({
  id: document._id.toHexString(),
  kind: document.kind,
  name: document.name,
  lifecycleStatus: document.lifecycleStatus,
  parentId: hex(document.parentId),
  sectorId: hex(document.sectorId),
  regionId: hex(document.regionId),
  sourceId: hex(document.sourceId),
  phones: document.phones,
  emails: document.emails,
  website: document.website,
  address: document.address,
  note: document.note,
  organisation: toOrganisationFacts(document.organisation),
  person: document.person,
  ownerId: document.ownerId.toHexString(),
  departmentId: document.departmentId.toHexString(),
  version: document.version,
  createdAt: document.createdAt.toISOString(),
  updatedAt: document.updatedAt.toISOString(),
});

/** The fields that other services learn of a client. */
export const factFields = {
  version: 1,
  kind: 1,
  name: 1,
  lifecycleStatus: 1,
  parentId: 1,
  sectorId: 1,
  ownerId: 1,
  departmentId: 1,
  team: 1,
  grants: 1,
  readers: 1,
} as const;

export type StoredFact = Pick<ClientDocument, '_id' | keyof typeof factFields>;

/** What other services learn of a client. */
export const toClientFact = (client: StoredFact): ClientFact => ({
  id: client._id.toHexString(),
  version: client.version,
  kind: client.kind,
  name: client.name,
  lifecycleStatus: client.lifecycleStatus,
  parentId: hex(client.parentId),
  sectorId: hex(client.sectorId),
  ownerId: client.ownerId.toHexString(),
  departmentId: client.departmentId.toHexString(),
  readers: client.readers.map((key) => key.toHexString()),
});

/** Who works with a client and who else reads him. */
export const toClientSharing = (
  client: Pick<ClientDocument, '_id' | 'ownerId' | 'departmentId' | 'team' | 'grants' | 'version'>,
): ClientSharing => ({
  id: client._id.toHexString(),
  ownerId: client.ownerId.toHexString(),
  departmentId: client.departmentId.toHexString(),
  team: client.team.map(({ employeeId, part }) => ({ employeeId: employeeId.toHexString(), part })),
  grants: client.grants.map(({ kind, id }) => ({ kind, id: id.toHexString() })),
  version: client.version,
});

/** What a list reads of a client. */
export type ListedClient = Pick<
  ClientDocument,
  | '_id'
  | 'kind'
  | 'name'
  | 'lifecycleStatus'
  | 'parentId'
  | 'sectorId'
  | 'regionId'
  | 'ownerId'
  | 'phones'
  | 'emails'
  | 'version'
  | 'updatedAt'
>;

/** @param reader marks what he sees in the place of a colleague who is away. */
export const toClientListItem = (document: ListedClient, reader: Actor): ClientListItem => ({
  id: document._id.toHexString(),
  kind: document.kind,
  name: document.name,
  lifecycleStatus: document.lifecycleStatus,
  parentId: hex(document.parentId),
  sectorId: hex(document.sectorId),
  regionId: hex(document.regionId),
  ownerId: document.ownerId.toHexString(),
  phones: document.phones,
  emails: document.emails,
  ...markOf(reader, { ownerId: document.ownerId.toHexString(), sectorId: hex(document.sectorId) }),
  version: document.version,
  updatedAt: document.updatedAt.toISOString(),
});

/** What is stored beside the client itself. */
export interface Storing {
  readonly id: string;
  readonly externalId?: string;
  readonly now: Date;
}

export const toClientDocument = (client: ClientToStore, { id, externalId, now }: Storing): ClientDocument => ({
  ...client,
  _id: toObjectId(id),
  parentId: objectId(client.parentId),
  sectorId: objectId(client.sectorId),
  regionId: objectId(client.regionId),
  sourceId: objectId(client.sourceId),
  organisation: toStoredOrganisationFacts(client.organisation),
  ownerId: toObjectId(client.ownerId),
  departmentId: toObjectId(client.departmentId),
  team: [],
  grants: [],
  readers: readersOf({ ...client, team: [], grants: [] }),
  externalId,
  version: 1,
  createdAt: now,
  updatedAt: now,
});

function toOrganisationFacts(stored: StoredOrganisationFacts | null): Client['organisation'] {
  if (stored?.annualRevenueMillions === undefined) return stored as Client['organisation'];
  return { ...stored, annualRevenueMillions: decimalToString(stored.annualRevenueMillions) };
}

function toStoredOrganisationFacts(facts: Client['organisation']): StoredOrganisationFacts | null {
  if (!facts) return null;
  const { annualRevenueMillions: revenue, ...others } = facts;
  return revenue === undefined ? others : { ...others, annualRevenueMillions: decimalFromString(revenue) };
}
