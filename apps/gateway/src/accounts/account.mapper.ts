import type { Account } from '@crm/contracts';
import type { AccountDocument } from '../auth/account.schema.ts';

/** An account as administrators read it: nothing of its secrets. */
export const toAccount = (document: AccountDocument, employeeName: string | null): Account => ({
  id: document._id.toHexString(),
  email: document.email,
  employeeId: document.employeeId.toHexString(),
  employeeName,
  role: document.role,
  status: document.status,
  version: document.version,
  createdAt: document.createdAt.toISOString(),
  updatedAt: document.updatedAt.toISOString(),
});
