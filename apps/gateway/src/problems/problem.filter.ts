import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './language.ts';
import { headersOf, problemOf } from './problem.ts';
import { refusalOf } from './refusal.ts';

const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;

/** The only place where an error becomes an answer: problem details in the caller's language. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const refusal = refusalOf(error);
    if (refusal.code === 'internal') this.logger.error(error, { requestId: request.id });
    if (reply.sent || reply.raw.headersSent) return;
    const language = languageOf(request.headers['accept-language']);
    const problem = problemOf(refusal, { language, requestId: request.id, instance: pathOf(request.url) });
    void reply
      .code(problem.status)
      .headers({ ...headersOf(refusal), 'content-language': language, vary: 'Accept-Language' })
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  }
}
