import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '@crm/kernel';
import type { RepeatableRequest } from '@crm/observability';
import type { Caller } from '../auth/caller.ts';

export const REPEAT_KEY = 'Idempotency-Key';
export const REPLAYED = 'Idempotency-Replayed';

const PRINTABLE = /^[\x20-\x7e]{1,255}$/;
const changing: readonly string[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Whether requests of this method, or of one of these, change something. */
export const isChange = (method: string | readonly string[]): boolean =>
  [method].flat().some((one) => changing.includes(one));

/** What makes a request the one that it is. The body of a form is not read yet; whoever reads it adds its files. */
export type AskedRequest = Pick<FastifyRequest, 'method' | 'url' | 'headers' | 'body'> & {
  readonly routeOptions: Pick<FastifyRequest['routeOptions'], 'url'>;
};

/**
 * The key under which the caller may repeat this change, together with what it asks for; undefined without the header.
 * Keys of different callers and routes have nothing to do with each other.
 *
 * @throws DomainError `invalid` for a key that is not 1 to 255 printable ASCII characters.
 */
export function repeatableOf(request: AskedRequest, { actor }: Caller): RepeatableRequest | undefined {
  const given = request.headers[REPEAT_KEY.toLowerCase()];
  if (given === undefined || !isChange(request.method)) return undefined;
  if (typeof given !== 'string' || !PRINTABLE.test(given)) {
    throw new DomainError('invalid', { header: REPEAT_KEY, expected: '1 to 255 printable ASCII characters' });
  }
  const { method, url, headers, body } = request;
  return {
    key: digest(actor.accountId, method, request.routeOptions.url, given),
    fingerprint: digest(method, url, headers['if-match'], body),
    replayed: false,
  };
}

/** SHA-256 of several values of JSON, which cannot run into each other. */
export const digest = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
