import type { Account } from '@crm/contracts';
import type { AccountDocument } from '../auth/account.schema.ts';

/** What stands about an account elsewhere. */
interface Beside {
  readonly employeeName: string | null;
  readonly secondFactor: boolean;
}

/** An account as administrators read it: nothing of its secrets. */
export const toAccount = (document: AccountDocument, { employeeName, secondFactor }: Beside): Account => ({
  id: document._id.toHexString(),
  email: document.email,
  employeeId: document.employeeId.toHexString(),
  employeeName,
  role: document.role,
  status: document.status,
  secondFactor,
  linked: (document.identity ?? null) !== null,
  version: document.version,
  createdAt: document.createdAt.toISOString(),
  updatedAt: document.updatedAt.toISOString(),
});
