import { SetMetadata } from '@nestjs/common';
import type { z } from 'zod';
import type { JobDefinition } from './define-job.ts';

/** What a handler can learn about the run and do with it. */
export interface JobRun {
  readonly id: string;
  /** 1 for the first run. */
  readonly attempt: number;
  /**
   * Aborted when this process stops, when the job is cancelled, or when another worker has taken it over. Long work looks
   * at it between its steps and throws: after a stop, the job continues elsewhere at once, without the run being counted;
   * after a cancellation it is over.
   */
  readonly signal: AbortSignal;
  /** Says how far the job is, to whoever asks `JobQueue.progressOf`; `total` is null while it is unknown. Never fails. */
  progress(done: number, total: number | null): void;
}

type Handler<Payload> = (payload: Payload, run: JobRun) => Promise<void>;

export interface HandlerMark {
  readonly job: JobDefinition;
  readonly concurrency: number;
}

export const HANDLES_JOB = Symbol('HANDLES_JOB');

/**
 * Marks the method of a provider that does the job. It may run more than once for the same order, also after it has
 * ended well, and must then change nothing. Throwing lets it run again after a growing pause.
 *
 * @param limits `concurrency`: runs at the same time in one process.
 */
export function HandlesJob<Payload extends z.ZodType>(job: JobDefinition<Payload>, { concurrency = 10 } = {}) {
  const mark: HandlerMark = { job, concurrency };
  return <Method extends Handler<z.output<Payload>>>(
    target: object,
    name: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    SetMetadata(HANDLES_JOB, mark)(target, name, descriptor);
  };
}
