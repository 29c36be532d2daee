import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.ts';
import { sendProblem } from '../problems/send-problem.ts';
import { requestIdOf } from './request-id.ts';
import { apiSecurity } from './security-headers.ts';

export const BODY_LIMIT_BYTES = 256 * 1024;
/** A client that sends its request more slowly than this gives the connection to another. */
const REQUEST_MS = 30_000;

/** An address that cannot be read is refused before any hook runs. */
function refuseAddress(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(apiSecurity).header('x-request-id', request.id);
  sendProblem({ code: 'invalid' }, request, reply);
}

/** The HTTP server with its limits. It writes no log of its own: there is one line a request, from our hook. */
export function httpAdapter({ TRUST_PROXY }: Pick<GatewayConfig, 'TRUST_PROXY'>): FastifyAdapter {
  return new FastifyAdapter({
    logger: false,
    genReqId: requestIdOf,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
    // A request that comes on an open connection while the program is stopping is answered like any other.
    return503OnClosing: false,
    // No Nest middleware is used, so nothing of its runner need stand before each request.
    skipMiddie: true,
    frameworkErrors: refuseAddress,
    ...(TRUST_PROXY && { trustProxy: TRUST_PROXY }),
  });
}
