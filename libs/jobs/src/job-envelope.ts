import { randomUUID } from 'node:crypto';
import { currentRequest } from '@crm/observability';
import { UnrecoverableError, type JobsOptions } from 'bullmq';
import { z } from 'zod';
import type { JobDefinition } from './define-job.ts';

/** A job as it is kept in Redis. */
const JobEnvelope = z.object({
  /** The request that caused the job; its log lines carry the same id. */
  requestId: z.string().optional(),
  payload: z.unknown(),
});
export type JobEnvelope = z.output<typeof JobEnvelope>;

const DAY_S = 86_400;

export function seal<Payload extends z.ZodType>(job: JobDefinition<Payload>, payload: z.input<Payload>): JobEnvelope {
  job.payload.parse(payload);
  return { requestId: currentRequest()?.requestId, payload };
}

/** @throws UnrecoverableError when envelope or payload do not fit: no further attempt would change that. */
export function open<Payload extends z.ZodType>(
  job: JobDefinition<Payload>,
  stored: unknown,
): { readonly requestId: string; readonly payload: z.output<Payload> } {
  const { requestId, payload } = fitting(JobEnvelope, stored);
  return { requestId: requestId ?? randomUUID(), payload: fitting(job.payload, payload) };
}

function fitting<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new UnrecoverableError(`The order is not valid: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

export function bullOptions({ attempts, backoffMs }: JobDefinition): JobsOptions {
  return {
    attempts,
    backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
    removeOnComplete: { age: DAY_S, count: 50_000 },
    removeOnFail: { age: 7 * DAY_S },
  };
}
