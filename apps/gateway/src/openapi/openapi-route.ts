import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import type { RouteFacts } from '../http/route-facts.ts';

const file = new URL('../../openapi.json', import.meta.url);
const config: RouteFacts = { public: true };

/** Serves the description of the API as it stands in the repository; a test keeps it true. */
export async function mountOpenApi(server: FastifyInstance): Promise<void> {
  const text = await readFile(file, 'utf8');
  server.get('/api/v1/openapi.json', { config }, async (_request, reply) =>
    reply.type('application/json').header('cache-control', 'public, max-age=300').send(text),
  );
}
