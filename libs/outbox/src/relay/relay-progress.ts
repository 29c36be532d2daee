import { Inject, Injectable, Logger } from '@nestjs/common';
import { Backlogs, HealthRegistry, outboxOldestAge, outboxUnrelayed } from '@crm/observability';
import { OUTBOX_SETTINGS, type OutboxSettings } from '../outbox-settings.ts';
import { PartitionLeases } from './partition-leases.ts';
import { type Backlog, UnrelayedEvents } from './unrelayed-events.ts';

const MEASURED_EACH_MS = 5_000;

/** Shows whether events leave the outbox: figures for operators, and a check that fails while they do not. */
@Injectable()
export class RelayProgress {
  private readonly logger = new Logger(RelayProgress.name);
  private timer: NodeJS.Timeout | undefined;
  private advancedAt = performance.now();
  private waitingMs = 0;
  /** As last measured; it grows older by itself while nothing can be measured. */
  private oldestAt: Date | null = null;

  constructor(
    private readonly unrelayed: UnrelayedEvents,
    private readonly leases: PartitionLeases,
    private readonly health: HealthRegistry,
    private readonly backlogs: Backlogs,
    @Inject(OUTBOX_SETTINGS) private readonly settings: Pick<OutboxSettings, 'stalledMs'>,
  ) {}

  start(): void {
    this.health.registerOptional('outbox', () => this.assertMoving());
    const limitSeconds = this.settings.stalledMs / 1000;
    this.backlogs.register({ name: 'outbox', limitSeconds, oldest: async () => this.oldestAt });
    this.timer = setInterval(() => void this.measure(), MEASURED_EACH_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Notes that events have left. */
  advanced(): void {
    this.advancedAt = performance.now();
  }

  /** Brings the figures up to date. */
  async measure(): Promise<void> {
    try {
      const backlog = await this.unrelayed.backlog();
      const mine = new Set(this.leases.held());
      this.waitingMs = ageOf(backlog.filter(({ partition }) => mine.has(partition)));
      this.oldestAt = backlog.length === 0 ? null : new Date(Date.now() - ageOf(backlog));
      outboxUnrelayed.set(backlog.reduce((sum, { count }) => sum + count, 0));
      outboxOldestAge.set(ageOf(backlog) / 1000);
    } catch (error) {
      this.logger.warn({ err: error }, 'The outbox cannot be measured for now');
    }
  }

  private assertMoving(): void {
    const idleMs = performance.now() - this.advancedAt;
    const stuckMs = Math.min(idleMs, this.waitingMs);
    if (stuckMs > this.settings.stalledMs) {
      throw new Error(`Events wait in the outbox, and none has left it for ${Math.round(stuckMs / 1000)} s`);
    }
  }
}

/** Milliseconds that the oldest event has waited; 0 when none waits. */
function ageOf(backlog: readonly Backlog[]): number {
  const oldest = Math.min(...backlog.map(({ oldestAt }) => oldestAt.getTime()));
  return backlog.length === 0 ? 0 : Math.max(0, Date.now() - oldest);
}
