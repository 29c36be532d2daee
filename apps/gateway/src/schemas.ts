import { auditSchemas } from '@crm/audit';
import { inboxSchemas } from '@crm/outbox';
import { commandSchema } from '@crm/persistence';
import { accountLinkSchema } from './accounts/account-link.schema.ts';
import { accountSchema } from './auth/account.schema.ts';
import { apiKeySchema } from './auth/api-keys/api-key.schema.ts';
import { accessNoticeSchema } from './auth/notices/access-notice.schema.ts';
import { openSessionSchema } from './auth/open-session.schema.ts';
import { secondFactorSchema } from './auth/second-factor/second-factor.schema.ts';
import { refreshTokenSchema } from './auth/session.schema.ts';
import { findingSchema } from './imports/finding.schema.ts';
import { importSchema } from './imports/import.schema.ts';

/** Everything that the gateway stores, by model name. */
export const gatewaySchemas = {
  ...auditSchemas,
  ...inboxSchemas,
  AccessNotice: accessNoticeSchema,
  Account: accountSchema,
  AccountLink: accountLinkSchema,
  ApiKey: apiKeySchema,
  Command: commandSchema,
  OpenSession: openSessionSchema,
  RefreshToken: refreshTokenSchema,
  SecondFactor: secondFactorSchema,
  Import: importSchema,
  ImportFinding: findingSchema,
};
