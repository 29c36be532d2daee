import { auditBegins } from '@crm/audit';
import { accountSchema } from '../auth/account.schema.ts';

/** Of accounts there were sign-ins and refusals in the audit; now it says what they are, too. */
export const accountsAudited = auditBegins('2026-11-29-accounts-audited', { Account: accountSchema });
