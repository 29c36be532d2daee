import { auditBegins } from '@crm/audit';
import { schemas } from '../schemas.ts';

/** What was there before there was an audit gets the first entry of its chain. */
export const audited = auditBegins('2026-11-28-audit-begins', schemas);
