import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest, onSendAsyncHookHandler } from 'fastify';
import { LEASE_MS } from '@crm/card-sections';
import { serviceNames, type ServiceName } from '@crm/contracts';
import { DomainError } from '@crm/kernel';

export const READ_AFTER = 'X-Read-After';

/** How far the clocks of two copies of the gateway may be apart. */
const CLOCKS_APART_MS = 2_000;
/** The moment of the answer, and the services that were told to change something; all of them where none is named. */
const TOKEN = new RegExp(`^([0-9a-z]{1,11})((?:\\.(?:${serviceNames.join('|')}))*)$`);

/** Says with each change that was made what its maker shows to read past whatever is kept from before it. */
export const sayReadAfter: onSendAsyncHookHandler = async ({ scope }, reply, body) => {
  const changed = serviceNames.filter((service) => scope?.commanded?.has(service));
  if (reply.statusCode < 300) reply.header(READ_AFTER, [Date.now().toString(36), ...changed].join('.'));
  return body;
};

/**
 * The services of which something could be kept still that is older than the changes from which the tokens are. It could not when
 * a change was longer ago than anything is served without being vouched for.
 *
 * @param tokens one, or several separated by commas.
 * @throws DomainError `invalid` for what is no token of ours.
 */
export function changedOf(tokens: string | undefined, now = Date.now()): ServiceName[] {
  if (tokens === undefined) return [];
  const changed = tokens.split(',').flatMap((token) => {
    const [, moment, services] = TOKEN.exec(token.trim()) ?? [];
    if (moment === undefined)
      throw new DomainError('invalid', { header: READ_AFTER, expected: 'the header of an answer' });
    if (now - Number.parseInt(moment, 36) >= LEASE_MS + CLOCKS_APART_MS) return [];
    return services ? services.slice(1).split('.') : serviceNames;
  });
  return serviceNames.filter((service) => changed.includes(service));
}

const PastOfRequest = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const given = context.switchToHttp().getRequest<FastifyRequest>().headers[READ_AFTER.toLowerCase()];
  return changedOf(Array.isArray(given) ? given.join() : given);
});

const description =
  `The \`${READ_AFTER}\` of the answer to your latest change, or those of the last ones, separated by commas. What you have ` +
  'changed is in the answer then, whatever has become of the servers meanwhile; without it, it is as well while they are healthy';

/** Tells the handler what is to be read past what is kept of it, and documents the header. */
export const Past = (): ParameterDecorator => (target, key, index) => {
  PastOfRequest()(target, key, index);
  const handler = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
  if (handler) ApiHeader({ name: READ_AFTER, description, required: false })(target, key ?? '', handler);
};
