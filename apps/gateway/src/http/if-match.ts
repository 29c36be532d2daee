import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '@crm/kernel';

const ENTITY_TAG = /^"([1-9]\d{0,9})"$/;

/**
 * The version that a change expects, from `If-Match: "3"`. Without the header, and with `*`, any version will do.
 *
 * @throws DomainError `invalid` for what is no ETag of ours: a weak one, or a list.
 */
export function expectedVersion(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined;
  const version = ENTITY_TAG.exec(header.trim())?.[1];
  if (version === undefined) throw new DomainError('invalid', { header: 'If-Match', expected: '"<version>"' });
  return Number(version);
}

const VersionOfRequest = createParamDecorator((_: unknown, context: ExecutionContext) =>
  expectedVersion(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

const description =
  'The ETag of the state that the change was made on. When the record has changed since, the answer is 412 with the ' +
  'present version in `details.current` and, as far as you may see it, the present state in `details.record`';

/** Gives the handler the version that the caller expects, and documents the header. */
export const ExpectedVersion = (): ParameterDecorator => (target, key, index) => {
  VersionOfRequest()(target, key, index);
  const handler = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
  if (handler) ApiHeader({ name: 'If-Match', description, required: false })(target, key ?? '', handler);
};
