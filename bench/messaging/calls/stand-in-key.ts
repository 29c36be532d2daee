import type { Actor } from '@crm/contracts';

/** What is measured is the way of a call, with a verified actor's token on it but without the arithmetic of signatures. */
export const caller: Actor = {
  accountId: '0'.repeat(24),
  employeeId: '0'.repeat(24),
  role: 'system',
  timeZone: 'UTC',
  scope: { kind: 'all' },
};

export const signActor = async (): Promise<string> => 'caller';
export const verifyActor = async (): Promise<Actor> => caller;
