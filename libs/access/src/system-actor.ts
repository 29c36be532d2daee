import type { Actor } from '@crm/contracts';
import { rightsInTheBeginning } from './role-rights.ts';

const NOBODY = '0'.repeat(24);
const { permissions, scopes } = rightsInTheBeginning.system;

/** A program speaking for itself: whoever started its work may be gone. */
export const systemActor: Actor = {
  accountId: NOBODY,
  employeeId: NOBODY,
  departmentId: NOBODY,
  role: 'system',
  timeZone: 'UTC',
  permissions: [...permissions],
  scopes,
  departmentIds: [],
  standsInFor: [],
};
