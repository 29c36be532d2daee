import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { DomainError } from '@crm/kernel';

/** OWASP's choice for argon2id, which is the library's own default algorithm: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Each hash takes a core and 19 MiB: without a bound, signing in would be the way to stop the program. */
const AT_ONCE = 4;
const MAX_WAITING = 100;

const hashing = pLimit(AT_ONCE);

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (hashing.pendingCount >= MAX_WAITING) throw new DomainError('service_unavailable', { reason: 'sign-in is busy' });
  return hashing(work);
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, PARAMETERS));

const current = `$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$`;

/** Whether the hash was made by other parameters than today's, so that it should be made anew when its password is known. */
export const isOutdated = (passwordHash: string): boolean =>
  !passwordHash.startsWith('$argon2id$') || !passwordHash.includes(current);

let nobodysHash: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (no such account) the same work is done and the answer is no,
 * so that the time taken does not tell who has an account.
 */
export async function isPasswordOf(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword('nobody has this password');
  const expected = passwordHash ?? (await nobodysHash);
  const matches = await inTurn(() => verify(expected, password));
  return matches && typeof passwordHash === 'string';
}
