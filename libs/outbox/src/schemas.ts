import { inboxPositionSchema } from './inbox/inbox.schema.ts';
import { outboxSchema } from './outbox-row.ts';
import { rebuildSchema } from './projections/rebuild.schema.ts';
import { outboxLeaseSchema } from './relay/partition-leases.ts';

/** What a program keeps that takes events and tells none; it belongs among its `schemas`. */
export const inboxSchemas = { InboxPosition: inboxPositionSchema };

/** What a service that tells events or takes them keeps in its database; they belong among its `schemas`. */
export const outboxSchemas = {
  OutboxRow: outboxSchema,
  OutboxLease: outboxLeaseSchema,
  ...inboxSchemas,
  Rebuild: rebuildSchema,
};
