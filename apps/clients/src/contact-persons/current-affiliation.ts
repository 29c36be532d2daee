import { toObjectId } from '@crm/persistence';
import { type QueryFilter, trusted } from 'mongoose';
import type { ContactPersonDocument } from './contact-person.schema.ts';

/** The contact persons who belong to the client on that day, as `isCurrent` says it of one. */
export const currentlyAt = (clientId: string, today: string): QueryFilter<ContactPersonDocument> => ({
  affiliations: trusted({
    $elemMatch: { clientId: toObjectId(clientId), $or: [{ to: null }, { to: { $gte: today } }] },
  }),
});
