import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusalOf } from './refusal.ts';
import { sendProblem } from './send-problem.ts';

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
    sendProblem(refusal, request, reply);
  }
}
