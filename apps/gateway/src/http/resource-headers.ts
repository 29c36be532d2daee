import type { FastifyReply, FastifyRequest } from 'fastify';
import './route-facts.ts';

interface Resource {
  readonly id?: unknown;
  readonly version?: unknown;
}

/** The version of a record as its entity tag. */
export const etagOf = (version: number): string => `"${version}"`;

/** Sets `ETag` and `Location` from the body of a reply, where the route says that it has them. */
export function setResourceHeaders(request: FastifyRequest, reply: FastifyReply, body: unknown): void {
  if (typeof body !== 'object' || body === null || reply.statusCode >= 300) return;
  const { etag, location } = request.routeOptions.config;
  const { id, version }: Resource = body;
  if (etag && typeof version === 'number') reply.header('etag', etagOf(version));
  if (location && typeof id === 'string') reply.header('location', `${location}/${id}`);
}
