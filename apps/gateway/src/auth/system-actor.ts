import type { Actor } from '@crm/contracts';

const NOBODY = '0'.repeat(24);

/** The gateway speaking for itself: before it knows who calls, and in commands of the operator. */
export const systemActor: Actor = {
  accountId: NOBODY,
  employeeId: NOBODY,
  role: 'system',
  timeZone: 'UTC',
  scope: { kind: 'all' },
};
