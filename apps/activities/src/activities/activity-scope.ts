import { isSystem, reachesMany, type Right, scopeFilter, whoseFilter } from '@crm/access';
import type { Actor, Whose } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import { trusted } from 'mongoose';

type Filter = Record<string, unknown>;

const owned = { owner: 'performerId', part: 'clientId' } as const;

/** Which activities the right reaches: as far as the role goes by performers and departments, without others' private tasks. */
export const activityScope = (actor: Actor, right: Extract<Right, `activity.${string}`> = 'activity.read'): Filter => ({
  ...scopeFilter(actor, right, { ...owned, department: 'departmentId' }),
  ...notPrivateFor(actor),
});

/** Whose activities a list shows, among those that the actor may see. */
export const ofWhose = (actor: Actor, whose: Whose | undefined): Filter => whoseFilter(actor, whose, owned);

/** Leaves out private tasks of others, which no role shows. */
export const notPrivateFor = (actor: Actor): Filter =>
  isSystem(actor) ? {} : { privateTo: trusted({ $in: [null, toObjectId(actor.employeeId)] }) };

/** Whether the actor sees so many departments that their activities are better looked for among all. */
export const seesMany = (actor: Actor): boolean => reachesMany(actor, 'activity.read', 1);
