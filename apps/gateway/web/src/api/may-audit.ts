import type { Me } from '@crm/contracts';

/** Who reads the audit; the gateway decides, the page only spares the others a refusal. */
export const mayAudit = (me: Me): boolean => me.permissions.includes('audit');
