import type { Actor, OnBehalfOf, StandIn } from '@crm/contracts';

/**
 * A substitution as a service knows it that has a copy of the clients: one for some sectors together with the absent
 * colleague's clients of those sectors.
 */
export interface KnownStandIn extends StandIn {
  readonly clientIds?: readonly string[];
}

interface Holder extends Pick<Actor, 'employeeId'> {
  readonly standsInFor: readonly KnownStandIn[];
}

/** Whose a record is, and with what kind of client, as far as the record says it. */
export interface Placed {
  readonly ownerId: string;
  readonly clientId?: string | null;
  readonly sectorId?: string | null;
}

/** Begins with its first moment and is over with its last one. */
const isRunning = ({ from, until }: StandIn, at: Date): boolean =>
  Date.parse(from) <= at.getTime() && at.getTime() < Date.parse(until);

/** He himself and the colleagues in whose place he acts in everything at this moment. */
export function actingFor({ employeeId, standsInFor }: Holder, now = new Date()): string[] {
  const absent = standsInFor.filter((standIn) => standIn.sectorIds === null && isRunning(standIn, now));
  return [employeeId, ...absent.map((colleague) => colleague.employeeId)];
}

interface SectorStandIn {
  readonly employeeId: string;
  readonly sectorIds: readonly string[];
  /** Empty where the service has not filled them in. */
  readonly clientIds: readonly string[];
}

/** The colleagues in whose place he acts at this moment for their clients of some sectors alone. */
export const sectorStandIns = ({ standsInFor }: Pick<Holder, 'standsInFor'>, now: Date): SectorStandIn[] =>
  standsInFor.flatMap((standIn: KnownStandIn) => {
    const { employeeId, sectorIds, clientIds = [] } = standIn;
    return sectorIds !== null && isRunning(standIn, now) ? [{ employeeId, sectorIds, clientIds }] : [];
  });

/** Whether the actor stands in for the owner of the record at this moment, because of the client with whom it is. */
export const isActedFor = (actor: Pick<Holder, 'standsInFor'>, { ownerId, clientId, sectorId }: Placed, now: Date) =>
  sectorStandIns(actor, now).some(
    ({ employeeId, sectorIds, clientIds }) =>
      employeeId === ownerId && (sectorIds.includes(sectorId ?? '') || clientIds.includes(clientId ?? '')),
  );

/**
 * In whose place the actor acts when he touches this record at this moment: the owner, while the owner is absent and the actor
 * stands in for him. Undefined for his own records, and for those that he reaches by another right.
 */
export function onBehalfOf(actor: Holder, record: Placed, now = new Date()): OnBehalfOf | undefined {
  const { ownerId } = record;
  const absent = actor.standsInFor.find(({ employeeId }) => employeeId === ownerId);
  if (!absent) return undefined;
  const acts = actingFor(actor, now).includes(ownerId) || isActedFor(actor, record, now);
  return acts ? { employeeId: ownerId, name: absent.name } : undefined;
}

/** The mark of a record in a list; nothing where the reader acts for nobody. */
export function markOf(reader: Holder, record: Placed): { onBehalfOf?: OnBehalfOf } {
  const absent = reader.standsInFor.length > 0 ? onBehalfOf(reader, record) : undefined;
  return absent ? { onBehalfOf: absent } : {};
}
