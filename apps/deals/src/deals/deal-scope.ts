import { reachesMany, type Right, scopeFilter, whoseFilter } from '@crm/access';
import type { Actor, Whose } from '@crm/contracts';
import type { QueryFilter } from 'mongoose';
import type { DealDocument } from './deal.schema.ts';

const owned = { owner: 'ownerId', part: 'clientId' } as const;

/** Keeps a query to the deals that the actor's right reaches. */
export const dealScope = (
  actor: Actor,
  right: Extract<Right, `deal.${string}`> = 'deal.read',
): QueryFilter<DealDocument> => scopeFilter(actor, right, { ...owned, department: 'departmentId' });

/** Whose deals a list shows, among those that the actor may see. */
export const ofWhose = (actor: Actor, whose: Whose | undefined): QueryFilter<DealDocument> =>
  whoseFilter(actor, whose, owned);

/** Whether the actor sees so many departments that their deals are better looked for among all. Each takes three states. */
export const seesMany = (actor: Actor): boolean => reachesMany(actor, 'deal.read', 3);
