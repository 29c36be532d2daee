import { randomUUID } from 'node:crypto';
import { currentRequest } from '@crm/observability';
import { UnrecoverableError, type JobsOptions } from 'bullmq';
import { z } from 'zod';
import type { JobDefinition } from './define-job.ts';

/** A job as it is kept in Redis. */
export interface JobEnvelope {
  /** The request that caused the job; its log lines carry the same id. */
  readonly requestId?: string | undefined;
  readonly payload: unknown;
}

const DAY_S = 86_400;

export function seal<Payload extends z.ZodType>(job: JobDefinition<Payload>, payload: z.input<Payload>): JobEnvelope {
  job.payload.parse(payload);
  return { requestId: currentRequest()?.requestId, payload };
}

/** @throws UnrecoverableError when the payload does not fit: no further attempt would change that. */
export function open<Payload extends z.ZodType>(
  job: JobDefinition<Payload>,
  envelope: JobEnvelope,
): { readonly requestId: string; readonly payload: z.output<Payload> } {
  const parsed = job.payload.safeParse(envelope.payload);
  if (!parsed.success) throw new UnrecoverableError(`The payload is not valid: ${z.prettifyError(parsed.error)}`);
  return { requestId: envelope.requestId ?? randomUUID(), payload: parsed.data };
}

export function bullOptions({ attempts, backoffMs }: JobDefinition): JobsOptions {
  return {
    attempts,
    backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
    removeOnComplete: { age: DAY_S, count: 50_000 },
    removeOnFail: { age: 7 * DAY_S },
  };
}
