import { AsyncResource } from 'node:async_hooks';
import { Injectable, Logger } from '@nestjs/common';
import { Projections } from './projections.ts';
import { RebuildLedger } from './rebuild-ledger.ts';
import { RebuildRun } from './rebuild-run.ts';
import type { RebuildDocument } from './rebuild.schema.ts';

const SWEPT_EACH_MS = 15_000;

/** Carries rebuilds out beside everything else, and goes on with those whose process has died. */
@Injectable()
export class RebuildWorker {
  private readonly logger = new Logger(RebuildWorker.name);
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private stopped = false;
  /** Whether somebody has asked to look since it was last looked. */
  private asked = false;

  constructor(
    private readonly projections: Projections,
    private readonly ledger: RebuildLedger,
    private readonly run: RebuildRun,
  ) {}

  start(): void {
    // Bound to this moment: whoever asks for a rebuild has a deadline, and the rebuild has none.
    this.projections.onBegun(AsyncResource.bind(() => this.sweep()));
    this.timer = setInterval(() => this.sweep(), SWEPT_EACH_MS);
    this.sweep();
  }

  /** Finishes the step in hand; another process goes on, or this one after its restart. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.working;
  }

  private sweep(): void {
    this.asked = true;
    if (this.working || this.stopped) return;
    this.working = this.work()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'Rebuilds cannot be looked after for now'))
      .finally(() => {
        this.working = undefined;
        if (this.asked) this.sweep();
      });
  }

  private async work(): Promise<void> {
    for (;;) {
      this.asked = false;
      const claimed = await this.ledger.claim(this.projections.names);
      if (!claimed) return;
      if (!(await this.carryOut(claimed))) return;
    }
  }

  /** @returns whether it is finished, rather than left for later. */
  private async carryOut(claimed: RebuildDocument): Promise<boolean> {
    const projection = this.projections.get(claimed._id);
    try {
      let rebuild = claimed;
      while (rebuild.status === 'running' && !this.stopped) rebuild = await this.run.step(projection, rebuild);
      await this.ledger.release(claimed._id, null);
      return rebuild.status === 'done';
    } catch (error) {
      this.logger.warn({ err: error, projection: claimed._id }, 'A rebuild does not get on');
      await this.ledger.release(claimed._id, error instanceof Error ? error.message : String(error));
      return false;
    }
  }
}
