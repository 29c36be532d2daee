import { onBehalfOf } from '@crm/access';
import type { Actor } from '@crm/contracts';
import { isFields, type Plain, type RecordImage } from '@crm/persistence';

type Substitute = Pick<Actor, 'employeeId' | 'standsInFor'>;

/**
 * In whose place the actor has changed the record: whom the record itself names for its latest change, or else its owner,
 * while the actor stands in for him. Empty when he has acted for himself.
 */
export function absentOf(
  actor: Substitute | undefined,
  before: RecordImage | null,
  after: RecordImage | null,
): string[] {
  if (!actor || actor.standsInFor.length === 0) return [];
  const made = after?.['madeOnBehalf'];
  if (made !== undefined) return namedBy(made, actor);
  const [ownerId, clientId, sectorId] = [before?.['ownerId'], before?.['clientId'], before?.['sectorId']].map(textOf);
  if (ownerId === undefined) return [];
  const absent = onBehalfOf(actor, {
    ownerId,
    ...(clientId !== undefined && { clientId }),
    ...(sectorId !== undefined && { sectorId }),
  });
  return absent ? [absent.employeeId] : [];
}

function namedBy(made: Plain, { employeeId }: Substitute): string[] {
  if (!isFields(made) || made['substituteId'] !== employeeId) return [];
  return typeof made['absentId'] === 'string' ? [made['absentId']] : [];
}

const textOf = (value: Plain | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
