import { createHash } from 'node:crypto';
import { fold } from '../matching/fold.ts';

const MAX_LENGTH = 120;
const HASH_LENGTH = 24;

/**
 * The key under which a record of such a set is known for good: loading it again finds it. Names count as the same
 * whatever their case and spaces.
 */
export function externalKey(kind: string, ...names: readonly string[]): string {
  const key = ['sales-opportunities', kind, ...names.map(fold)].join(':');
  if (key.length <= MAX_LENGTH) return key;
  const hash = createHash('sha256').update(key).digest('hex').slice(0, HASH_LENGTH);
  return `${key.slice(0, MAX_LENGTH - HASH_LENGTH - 1)}#${hash}`;
}
