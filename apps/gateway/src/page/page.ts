import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { RouteFacts } from '../http/route-facts.ts';
import { pageSecurity } from '../http/security-headers.ts';

const builtPage = fileURLToPath(new URL('../../web/dist', import.meta.url));
const config: RouteFacts = { public: true, quiet: true };

const YEAR_SECONDS = 31_536_000;
/** The build puts a hash of the content into these names, so what has been loaded once stays right. */
const HASHED = /[/\\]assets[/\\]/;
const FILE = /\.[a-z0-9]+$/i;

const cachingOf = (path: string): string =>
  HASHED.test(path) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';

/**
 * Serves the page: its files, and the page itself for every address that it knows better than the server. Without a
 * built page the API works all the same.
 */
export async function mountPage(server: FastifyInstance, root = builtPage): Promise<void> {
  if (!existsSync(root)) {
    server.get('/', { config }, async (_request, reply) =>
      reply
        .type('text/plain; charset=utf-8')
        .send('The page is not built (npm run build). The API is under /api/v1.\n'),
    );
    return;
  }
  // The build lays a compressed copy beside each text file.
  await server.register(fastifyStatic, {
    root,
    serve: false,
    cacheControl: false,
    dotfiles: 'ignore',
    preCompressed: true,
  });
  server.get<{ Params: { '*': string } }>('/*', { config }, (request, reply) => {
    const path = request.params['*'];
    if (path.startsWith('api/')) {
      reply.callNotFound();
      return reply;
    }
    const file = FILE.test(path) ? path : 'index.html';
    return reply
      .headers(pageSecurity)
      .header('cache-control', cachingOf(`/${file}`))
      .sendFile(file);
  });
}
