import type { FastifyInstance, FastifyRequest } from 'fastify';
import './refused-with.ts';
import type { RefusedRequest, SecurityJournal } from './security-journal.ts';

/** Writes down what was refused to signed-in callers, after they have their answer. */
export function addRefusalAudit(server: FastifyInstance, journal: Pick<SecurityJournal, 'refused'>): void {
  server.addHook('onResponse', (request, reply, done) => {
    const refused = refusalOf(request, reply.statusCode);
    if (refused) void journal.refused(refused);
    done();
  });
}

/** A record that is not there and one that the caller may not see have the same answer, so both are written down. */
function refusalOf(request: FastifyRequest, status: number): RefusedRequest | undefined {
  const { caller, refusedWith: code, method, ip: address, id: requestId } = request;
  // It is said to everybody who has still to set up his second factor, by each question of his page.
  if (code === 'second_factor.needed') return undefined;
  if (!caller || request.is404 || code === undefined || (status !== 403 && status !== 404)) return undefined;
  const { accountId, employeeId, role } = caller.actor;
  return {
    ...{ actor: { accountId, employeeId, role }, code, address, requestId },
    request: `${method} ${request.routeOptions.url ?? ''}`,
    record: recordOf(request.params),
  };
}

function recordOf(params: unknown): string | undefined {
  const id = (params as { readonly id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 100) : undefined;
}
