import { randomUUID } from 'node:crypto';
import { currentRequest, runInRequest } from '@crm/observability';
import type { AccountDocument } from './account.schema.ts';

/**
 * Does what the owner of an account has asked for by other means than an access token, such as the link of a letter: the
 * audit names him. No service is asked in his name.
 */
export function asOwner<T>(
  { _id, employeeId, role }: Pick<AccountDocument, '_id' | 'employeeId' | 'role'>,
  work: () => T,
): T {
  const owner = { accountId: _id.toHexString(), employeeId: employeeId.toHexString(), role, standsInFor: [] };
  return runInRequest({ requestId: randomUUID(), ...currentRequest(), actor: owner }, work);
}
