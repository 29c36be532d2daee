import { reachesMany, type Right, scopeFilter } from '@crm/access';
import type { Actor } from '@crm/contracts';
import type { QueryFilter } from 'mongoose';
import type { DealDocument } from './deal.schema.ts';

/** Keeps a query to the deals that the actor's right reaches. */
export const dealScope = (
  actor: Actor,
  right: Extract<Right, `deal.${string}`> = 'deal.read',
): QueryFilter<DealDocument> => scopeFilter(actor, right, { owner: 'ownerId', department: 'departmentId' });

/** Whether the actor sees so many departments that their deals are better looked for among all. Each takes three states. */
export const seesMany = (actor: Actor): boolean => reachesMany(actor, 'deal.read', 3);
