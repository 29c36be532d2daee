import type { Actor } from '@crm/contracts';

const NOBODY = '0'.repeat(24);

/** A program speaking for itself: whoever started its work may be gone. */
export const systemActor: Actor = {
  accountId: NOBODY,
  employeeId: NOBODY,
  role: 'system',
  timeZone: 'UTC',
  scope: { kind: 'all' },
};
