import type { FastifyReply, FastifyRequest } from 'fastify';
import '../audit/refused-with.ts';
import { languageOf } from './language.ts';
import { headersOf, problemOf, type Refusal } from './problem.ts';

const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;

/** Answers a request with problem details in the caller's language. */
export function sendProblem(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): void {
  request.refusedWith = refusal.code;
  const language = languageOf(request.headers['accept-language']);
  const problem = problemOf(refusal, { language, requestId: request.id, instance: pathOf(request.url) });
  void reply
    .code(problem.status)
    .headers({ ...headersOf(refusal), 'content-language': language, vary: 'Accept-Language' })
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}
