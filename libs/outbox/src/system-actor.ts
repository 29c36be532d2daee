import type { Actor } from '@crm/contracts';

const NOBODY = '0'.repeat(24);

/** A service speaking for itself when it asks another one about its facts. */
export const systemActor: Actor = {
  accountId: NOBODY,
  employeeId: NOBODY,
  role: 'system',
  timeZone: 'UTC',
  scope: { kind: 'all' },
};
