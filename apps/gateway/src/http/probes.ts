import type { FastifyInstance } from 'fastify';
import { type HealthRegistry, probes } from '@crm/observability';
import type { RouteFacts } from './route-facts.ts';

const config: RouteFacts = { public: true, quiet: true };

/** `/livez`, `/readyz` and `/metrics`, beside the API. */
export function mountProbes(server: FastifyInstance, health: HealthRegistry): void {
  for (const [path, probe] of probes) {
    server.get(path, { config }, async (_request, reply) => {
      const { status, contentType, body } = await probe(health);
      return reply.code(status).header('cache-control', 'no-store').type(contentType).send(body);
    });
  }
}
