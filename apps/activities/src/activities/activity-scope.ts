import { isSystem, reachesMany, type Right, scopeFilter } from '@crm/access';
import type { Actor } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import { trusted } from 'mongoose';

type Filter = Record<string, unknown>;

/** Which activities the right reaches: as far as the role goes by performers and departments, without others' private tasks. */
export const activityScope = (actor: Actor, right: Extract<Right, `activity.${string}`> = 'activity.read'): Filter => ({
  ...scopeFilter(actor, right, { owner: 'performerId', department: 'departmentId' }),
  ...notPrivateFor(actor),
});

/** Leaves out private tasks of others, which no role shows. */
export const notPrivateFor = (actor: Actor): Filter =>
  isSystem(actor) ? {} : { privateTo: trusted({ $in: [null, toObjectId(actor.employeeId)] }) };

/** Whether the actor sees so many departments that their activities are better looked for among all. */
export const seesMany = (actor: Actor): boolean => reachesMany(actor, 'activity.read', 1);
