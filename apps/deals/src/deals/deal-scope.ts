import { scopeFilter } from '@crm/access';
import type { Actor } from '@crm/contracts';
import type { QueryFilter } from 'mongoose';
import type { DealDocument } from './deal.schema.ts';

/** Keeps a query to the deals that the actor may reach. */
export const dealScope = (actor: Actor): QueryFilter<DealDocument> =>
  scopeFilter(actor, 'deal.read', { owner: 'ownerId', department: 'departmentId' });
