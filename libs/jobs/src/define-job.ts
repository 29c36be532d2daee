import type { z } from 'zod';

const NAME = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/;

/** A kind of background work: its name, what it needs to know, and how long it is tried. */
export interface JobDefinition<Payload extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly payload: Payload;
  readonly attempts: number;
  readonly backoffMs: number;
  readonly lateAfterSeconds: number;
}

interface JobOptions<Payload extends z.ZodType> {
  /** `service.verb-object`, such as `activities.send-reminder`. */
  readonly name: string;
  /** Travels as JSON, so moments are ISO strings. Keep it to ids and versions: the truth is read when the job runs. */
  readonly payload: Payload;
  /** Runs in all before the job counts as failed. */
  readonly attempts?: number;
  /** Pause before the second run; it doubles with each further one, give or take a half. */
  readonly backoffMs?: number;
  /** An order that nobody has taken for so long after its moment shows that the job stands still. */
  readonly lateAfterSeconds?: number;
}

export type JobPayload<Job extends JobDefinition> = z.output<Job['payload']>;

/** Defines a job. It is handled by one method marked with `HandlesJob`, and may run more than once. */
export function defineJob<Payload extends z.ZodType>(options: JobOptions<Payload>): JobDefinition<Payload> {
  if (!NAME.test(options.name)) throw new Error(`A job is named service.verb-object, not ${options.name}`);
  return { attempts: 10, backoffMs: 1000, lateAfterSeconds: 120, ...options };
}
