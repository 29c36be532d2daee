import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onSendAsyncHookHandler,
  preSerializationAsyncHookHandler,
} from 'fastify';
import { DomainError } from '@crm/kernel';
import { httpDuration, type Logger, type RequestScope, runInRequest, withoutBlotting } from '@crm/observability';
import type { Authentication } from '../auth/authentication.service.ts';
import { changeReasonOf } from './change-reason.ts';
import { sendBytesOnce } from './json-bytes.ts';
import { sayReadAfter } from './read-after.ts';
import { isChange, REPLAYED, repeatableOf } from './repeatable-request.ts';
import { type Counted, limitHeaders, policyOf, type RequestLimit } from './request-limit.ts';
import { setResourceHeaders } from './resource-headers.ts';
import './route-facts.ts';
import { apiSecurity } from './security-headers.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What travels with each call that the request causes. */
    scope?: RequestScope;
  }
}

/** More than the longest deadline of a call: then something of our own hangs, such as the database. */
const ANSWER_MS = 12_000;

const describeResource: preSerializationAsyncHookHandler = async (request, reply, body) => {
  setResourceHeaders(request, reply, body);
  return body;
};

const markRepetition: onSendAsyncHookHandler = async (request, reply, body) => {
  if (request.scope?.repeatable?.replayed) reply.header(REPLAYED, 'true');
  return body;
};

/** Fastify's own `handlerTimeout` ends with the body of the request, so it would not hold where there is one. */
function limitTime(reply: FastifyReply, milliseconds: number): void {
  const giveUp = (): void => {
    if (!reply.sent) reply.send(new DomainError('deadline_exceeded'));
  };
  const timer = setTimeout(giveUp, milliseconds);
  reply.raw.once('close', () => clearTimeout(timer));
}

/**
 * Sessions are left out of repetition: who opens or renews one is not known by an account yet, and the tokens that are the
 * answer must not be stored. Ending one twice changes nothing anyway. So are routes whose answer is a secret.
 */
function scopeOf(request: FastifyRequest): RequestScope {
  const reason = changeReasonOf(request.headers);
  const scope = {
    ...(request.scope ?? { requestId: request.id }),
    address: request.ip,
    ...(isChange(request.method) && { commanded: new Set<string>() }),
    ...(reason && { reason }),
  };
  const isSecret = request.routeOptions.config.secret === true;
  const repeatable = request.caller && !isSecret && repeatableOf(request, request.caller);
  return repeatable ? { ...scope, repeatable } : scope;
}

/** What stands between a request and its route. */
export interface Gate {
  readonly authentication: Pick<Authentication, 'authenticate'>;
  readonly limit: Pick<RequestLimit, 'count'>;
}

/**
 * Finds out who asks and counts the request as his, so that users of one address do not take each other's share. Who does
 * not show a valid token is counted by his address, guesses of tokens included.
 *
 * @throws DomainError `unauthenticated`, `too_many_requests` with the seconds to wait
 */
async function admit(request: FastifyRequest, reply: FastifyReply, { authentication, limit }: Gate): Promise<void> {
  const isOpen = request.routeOptions.config.public === true;
  const refusal: unknown = isOpen
    ? undefined
    : await authentication.authenticate(request).catch((error: unknown) => error);
  const standing = await limit.count(countedAs(request));
  if (standing) reply.headers(limitHeaders(standing));
  if (standing?.exceeded) throw new DomainError('too_many_requests', { retryAfter: standing.resetSeconds });
  if (refusal !== undefined) throw refusal as Error;
}

function countedAs({ caller, apiKeyId, method, ip }: FastifyRequest): Counted {
  if (!caller) return { policy: 'strangers', key: ip };
  return { policy: policyOf(caller.actor.role, isChange(method)), key: apiKeyId ?? caller.actor.accountId };
}

/** Says in every reply what it may be used for and the request's id, and who sent the request to whatever serves it. */
export function addRequestHooks(server: FastifyInstance, gate: Gate, answerMs = ANSWER_MS): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(apiSecurity).header('x-request-id', request.id);
    done();
  });
  server.addHook('onRequest', (request, reply, done) => {
    const { form, stream } = request.routeOptions.config;
    if (!form && !stream) limitTime(reply, answerMs);
    done();
  });
  server.addHook('onRequest', async (request, reply) => {
    if (!request.is404 && !request.routeOptions.config.quiet) await admit(request, reply, gate);
  });
  // Reading the body leaves the asynchronous context, so the request's own is entered after it.
  server.addHook('preHandler', (request, _reply, done) => {
    try {
      request.scope = scopeOf(request);
    } catch (error) {
      done(error as Error);
      return;
    }
    runInRequest(request.scope, done);
  });
  server.addHook('onRoute', (route) => {
    const { etag, location, bytes } = route.config ?? {};
    if (etag || location) route.preSerialization = describeResource;
    if (isChange(route.method)) route.onSend = [markRepetition, sayReadAfter];
    else if (bytes) route.onSend = sendBytesOnce;
  });
}

/** One line of the log and one observation for each request. */
export function addRequestLog(server: FastifyInstance, logger: Logger): void {
  const lines = withoutBlotting(logger);
  server.addHook('onResponse', (request, reply, done) => {
    const { statusCode: status, elapsedTime } = reply;
    const { method, id: requestId } = request;
    const route = request.routeOptions.url ?? 'unknown';
    httpDuration.observe({ route, method, status }, elapsedTime / 1000);
    if (!request.routeOptions.config.quiet) {
      lines.info({ requestId, method, route, status, ms: Math.round(elapsedTime * 10) / 10 }, 'request');
    }
    done();
  });
}
