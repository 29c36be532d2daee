import {
  actingFor,
  type Ownership,
  reaches,
  readersFilter,
  readerKeys,
  scopeFilter,
  scopeOf,
  whoseFilter,
} from '@crm/access';
import type { Actor, ClientGrant, TeamMember, Whose } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import { trusted, type QueryFilter, type Types } from 'mongoose';
import type { ClientDocument } from './client.schema.ts';

type Conditions = QueryFilter<ClientDocument>;

const owned = { owner: 'ownerId', part: 'sectorId' } as const;

/** Whose clients a list shows, among those that the actor may see. */
export const ofWhose = (actor: Actor, whose: Whose | undefined): Conditions[] =>
  whose === undefined ? [] : [whoseFilter(actor, whose, owned)];

/** The clients that the actor may see, among those that fit the conditions. */
export const visible = (actor: Actor, ...conditions: Conditions[]): Conditions => ({
  $and: [readersFilter(actor, 'client.read', { field: 'readers', owner: 'ownerId' }), ...conditions],
});

/** The clients that the actor may change: as far as his role goes, and those with whose team he works. */
export function changeable(actor: Actor): Conditions {
  const scope = scopeFilter(actor, 'client.change', { ...owned, department: 'departmentId' });
  const isSaid = Object.keys(scope).length === 0 || scopeOf(actor, 'client.change') === 'none';
  if (isSaid) return scope;
  return { $or: [scope, { 'team.employeeId': trusted({ $in: actingFor(actor).map(toObjectId) }) }] };
}

/** Whether the actor may change this client: what `changeable` asks of the database, of a client at hand. */
export function mayChange(actor: Actor, { team, ...client }: ClientDocument): boolean {
  const ownership = ownershipOf(client);
  if (reaches(actor, 'client.change', ownership)) return true;
  if (scopeOf(actor, 'client.change') === 'none') return false;
  const people = actingFor(actor);
  return team.some(({ employeeId }) => people.includes(employeeId.toHexString()));
}

/** Whose a client is, and of which sector. */
export const ownershipOf = ({
  ownerId,
  departmentId,
  sectorId,
}: Pick<ClientDocument, 'ownerId' | 'departmentId' | 'sectorId'>): Ownership => ({
  ownerId: ownerId.toHexString(),
  departmentId: departmentId.toHexString(),
  sectorId: sectorId?.toHexString() ?? null,
});

interface Shared {
  readonly ownerId: string;
  readonly departmentId: string;
  readonly team: readonly Pick<TeamMember, 'employeeId'>[];
  readonly grants: readonly ClientGrant[];
}

/** Everybody who reads a client, as the keys by which he is found. */
export const readersOf = ({ ownerId, departmentId, team, grants }: Shared): Types.ObjectId[] =>
  readerKeys({
    ownerId,
    departmentId,
    employeeIds: [...team.map(({ employeeId }) => employeeId), ...idsOf(grants, 'employee')],
    departmentIds: idsOf(grants, 'department'),
  }).map(toObjectId);

const idsOf = (grants: readonly ClientGrant[], kind: ClientGrant['kind']): string[] =>
  grants.flatMap((grant) => (grant.kind === kind ? [grant.id] : []));
