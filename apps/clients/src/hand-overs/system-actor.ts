import type { Actor } from '@crm/contracts';

const nobody = '0'.repeat(24);

/** This service speaking for itself to the others: a hand-over goes on whoever started it. */
export const systemActor: Actor = {
  accountId: nobody,
  employeeId: nobody,
  role: 'system',
  timeZone: 'UTC',
  scope: { kind: 'all' },
};
