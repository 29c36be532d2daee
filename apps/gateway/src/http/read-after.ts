import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest, onSendAsyncHookHandler } from 'fastify';
import { LEASE_MS } from '@crm/card-sections';
import { DomainError } from '@crm/kernel';

export const READ_AFTER = 'X-Read-After';

/** How far the clocks of two copies of the gateway may be apart. */
const CLOCKS_APART_MS = 2_000;
const TOKEN = /^[0-9a-z]{1,11}$/;

/** Says with each change that was made what its maker shows to read past whatever is kept from before it. */
export const sayReadAfter: onSendAsyncHookHandler = async (_request, reply, body) => {
  if (reply.statusCode < 300) reply.header(READ_AFTER, Date.now().toString(36));
  return body;
};

/**
 * Whether something could be kept still that is older than the change from which the token is. It could not when the change was
 * longer ago than anything is served without being vouched for.
 *
 * @throws DomainError `invalid` for what is no token of ours.
 */
export function readsPastCache(token: string | undefined, now = Date.now()): boolean {
  if (token === undefined) return false;
  if (!TOKEN.test(token)) throw new DomainError('invalid', { header: READ_AFTER, expected: 'the header of an answer' });
  return now - Number.parseInt(token, 36) < LEASE_MS + CLOCKS_APART_MS;
}

const PastCacheOfRequest = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const given = context.switchToHttp().getRequest<FastifyRequest>().headers[READ_AFTER.toLowerCase()];
  return readsPastCache(Array.isArray(given) ? given.join() : given);
});

const description =
  `The \`${READ_AFTER}\` of the answer to your latest change. What you have changed is in the answer then, whatever has ` +
  'become of the servers meanwhile; without it, it is as well while they are healthy';

/** Tells the handler whether to read past what is kept, and documents the header. */
export const PastCache = (): ParameterDecorator => (target, key, index) => {
  PastCacheOfRequest()(target, key, index);
  const handler = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
  if (handler) ApiHeader({ name: READ_AFTER, description, required: false })(target, key ?? '', handler);
};
