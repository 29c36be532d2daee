import type { FastifyInstance } from 'fastify';

/** A body is JSON. A merge patch may say that it is one; text is refused rather than taken as a string. */
export function acceptJsonOnly(server: FastifyInstance): void {
  server.removeContentTypeParser('text/plain');
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/merge-patch+json', { parseAs: 'string' }, parse);
}
