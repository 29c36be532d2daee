import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { HandOverBatch } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { HandlesJob, type JobPayload, JobPostponed, type JobRun } from '@crm/jobs';
import { afterFailure } from './hand-over.ts';
import { HandOverEnding } from './hand-over-ending.service.ts';
import { handOverJob } from './hand-over.job.ts';
import { HandOverLeaseRepository, type Lease, LeaseLost } from './hand-over-lease.repository.ts';
import { HandOverRepository } from './hand-over.repository.ts';
import { workOf } from './hand-over.mapper.ts';
import type { HandOverDocument } from './hand-over.schema.ts';
import { HandOverSteps } from './hand-over-steps.service.ts';

/** Large enough that a transaction pays, small enough that it holds nobody up. */
const BATCH = 500;
/** Between two rounds, so that those who read and write meanwhile do not feel them. */
const BREATH_MS = 20;
const WAIT_FOR_OTHER_WORKER_MS = 5000;
const WAIT_FOR_STRAGGLERS_MS = 1000;

interface Taken {
  readonly lease: Lease;
  readonly handOver: HandOverDocument;
}

/** Carries a hand-over through. All that it knows is in the database, so it may be killed and begun again anywhere. */
@Injectable()
export class HandOverWorker {
  private readonly log = new Logger(HandOverWorker.name);

  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly leases: HandOverLeaseRepository,
    private readonly steps: HandOverSteps,
    private readonly ending: HandOverEnding,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(handOverJob, { concurrency: 4 })
  async run({ handOverId }: JobPayload<typeof handOverJob>, { signal }: Pick<JobRun, 'signal'>): Promise<void> {
    const taken = await this.leases.take(handOverId, this.clock.now());
    if (!taken) return this.waitUnlessFinished(handOverId);
    try {
      await this.carryThrough(taken, signal);
    } catch (error) {
      await this.putDown(taken, error, signal);
    }
  }

  private async waitUnlessFinished(handOverId: string): Promise<void> {
    const { finishedAt } = await this.handOvers.get(handOverId);
    if (finishedAt === null) throw new JobPostponed(WAIT_FOR_OTHER_WORKER_MS);
  }

  private async carryThrough({ lease, handOver }: Taken, signal: AbortSignal): Promise<void> {
    const batch = batchOf(handOver);
    while (await this.steps.round(lease, batch)) await pause(BREATH_MS, undefined, { signal });
    const isOver = await this.ending.end(lease, handOver);
    if (!isOver) throw new JobPostponed(WAIT_FOR_STRAGGLERS_MS);
  }

  /** Leaves the hand-over so that it can be taken up again, and tells the queue when. */
  private async putDown({ lease }: Taken, error: unknown, signal: AbortSignal): Promise<void> {
    if (error instanceof LeaseLost) throw new JobPostponed(WAIT_FOR_OTHER_WORKER_MS);
    const now = this.clock.now();
    if (error instanceof JobPostponed || signal.aborted) {
      await this.leases.release(lease, now);
      throw error;
    }
    const { failures } = await this.handOvers.get(lease.handOverId);
    const next = afterFailure(error, failures);
    this.log.warn({ err: error, handOverId: lease.handOverId, next }, 'A step of a hand-over failed');
    if (next.kind === 'fail') return this.leases.fail(lease, next.reason, now);
    await this.leases.pauseAfterFailure(lease, next.reason, now);
    throw new JobPostponed(next.pauseMs);
  }
}

const batchOf = (handOver: HandOverDocument): HandOverBatch => ({
  handOverId: handOver._id.toHexString(),
  fromEmployeeId: handOver.employeeId.toHexString(),
  toEmployeeId: handOver.successorId.toHexString(),
  toDepartmentId: handOver.successorDepartmentId.toHexString(),
  exceptDepartmentId: workOf(handOver).exceptDepartmentId,
  limit: BATCH,
});
