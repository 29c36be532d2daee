import { auditSchemas } from '@crm/audit';
import { inboxSchemas } from '@crm/outbox';
import { commandSchema } from '@crm/persistence';
import { accountSchema } from './auth/account.schema.ts';
import { openSessionSchema } from './auth/open-session.schema.ts';
import { refreshTokenSchema } from './auth/session.schema.ts';
import { findingSchema } from './imports/finding.schema.ts';
import { importSchema } from './imports/import.schema.ts';

/** Everything that the gateway stores, by model name. */
export const gatewaySchemas = {
  ...auditSchemas,
  ...inboxSchemas,
  Account: accountSchema,
  Command: commandSchema,
  OpenSession: openSessionSchema,
  RefreshToken: refreshTokenSchema,
  Import: importSchema,
  ImportFinding: findingSchema,
};
