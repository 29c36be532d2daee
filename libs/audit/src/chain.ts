import { createHash, createHmac, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Plain } from '@crm/persistence';

/** What stands before the first entry of a chain. */
export const GENESIS = '';

/** What an entry says for good. Whoever changes a letter of it, or takes an entry out, breaks the chain behind it. */
export interface Sealed {
  readonly kind: string;
  readonly recordId: string;
  /** 1 for the first entry of a record, one more with each. */
  readonly seq: number;
  /** The version in which the record was left; null when the entry tells of no change. */
  readonly version: number | null;
  readonly action: string;
  /** A moment in UTC, ISO 8601. */
  readonly at: string;
  readonly accountId: string | null;
  readonly employeeId: string | null;
  readonly role: string | null;
  readonly onBehalfOf: readonly string[];
  readonly requestId: string;
  /** JSON of the changes whose values stand here for good. */
  readonly changes: string;
  /** The names of the fields whose values can be taken out. */
  readonly personal: readonly string[];
  /** What the values that can be taken out were, for whoever has them together with their salt. */
  readonly digest: string;
  /** The hash of the entry before. */
  readonly prev: string;
}

/** The part of an entry that can be taken out: without the salt nobody can guess from the digest what it was. */
export interface Readable {
  readonly salt: string;
  readonly text: string;
}

/** The one text of JSON for a value, RFC 8785: what is hashed does not depend on who writes it. */
export function textOf(value: Plain): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('This is no value of JSON');
  return text;
}

export const hashOf = (sealed: Sealed): string =>
  createHash('sha256')
    .update(textOf({ ...sealed }))
    .digest('base64url');

/** Values that can be taken out, under a salt of their own. */
export const readable = (value: Plain): Readable => ({
  salt: randomBytes(16).toString('base64url'),
  text: textOf(value),
});

export const digestOf = ({ salt, text }: Readable): string =>
  createHmac('sha256', Buffer.from(salt, 'base64url')).update(text).digest('base64url');

/** An entry as it is read for checking. */
export interface ChainedEntry extends Sealed {
  readonly hash: string;
  /** Undefined once it was taken out. */
  readonly values: Readable | undefined;
}

/** How a chain is broken. `values`: the readable values are not those that were written. */
export type Break = 'gap' | 'order' | 'hash' | 'values';

/** The entry before, as much as the next one depends on it. */
export type Link = Pick<ChainedEntry, 'seq' | 'hash'>;

/** How the entry does not follow from the one before; undefined when it does. */
export function breakBetween(previous: Link | undefined, { hash, values, ...sealed }: ChainedEntry): Break | undefined {
  const { seq, hash: prev } = previous ?? { seq: 0, hash: GENESIS };
  if (sealed.seq !== seq + 1) return 'gap';
  if (sealed.prev !== prev) return 'order';
  if (hashOf(sealed) !== hash) return 'hash';
  if (values && digestOf(values) !== sealed.digest) return 'values';
  return undefined;
}
