import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EventPublisher } from '@crm/messaging';
import { eventsRelayed } from '@crm/observability';
import { EVENT_PUBLISHER } from '../event-publisher.ts';
import { OutboxBell } from '../outbox-bell.ts';
import { OUTBOX_SETTINGS, type OutboxSettings } from '../outbox-settings.ts';
import { PartitionLeases } from './partition-leases.ts';
import { RelayProgress } from './relay-progress.ts';
import { RelayRound, type RoundResult } from './relay-round.ts';

const FIRST_PAUSE_MS = 50;

/** Brings the events of this service's outbox to the broker, for as long as the process lives. */
@Injectable()
export class OutboxRelay {
  private readonly logger = new Logger(OutboxRelay.name);
  private readonly stopping = new AbortController();
  private working: Promise<void> | undefined;
  private renewal: NodeJS.Timeout | undefined;
  private renewing: Promise<void> = Promise.resolve();
  private failures = 0;

  constructor(
    private readonly round: RelayRound,
    private readonly leases: PartitionLeases,
    private readonly bell: OutboxBell,
    private readonly progress: RelayProgress,
    @Inject(EVENT_PUBLISHER) private readonly publisher: EventPublisher,
    @Inject(OUTBOX_SETTINGS) private readonly settings: OutboxSettings,
  ) {}

  async start(): Promise<void> {
    await this.leases.prepare();
    await this.leases.renew();
    this.renewal = setInterval(() => this.renew(), this.settings.renewMs);
    this.working = this.work();
  }

  /** Finishes the round in hand and gives the partitions to others. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.renewal);
    this.bell.ring();
    await this.renewing;
    await this.working;
    await this.leases.leave();
  }

  private async work(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const result = await this.turn();
      await (result ? this.await(result) : this.rest());
    }
  }

  /** One round, or nothing when it was of no use: the broker took nothing, or the database is away. */
  private async turn(): Promise<RoundResult | undefined> {
    if (!this.publisher.isOpen()) return undefined;
    try {
      await this.leases.giveBackSurplus();
      const result = await this.round.run();
      if (result.found > 0 && result.relayed.length === 0) return undefined;
      this.advance(result);
      return result;
    } catch (error) {
      this.logger.warn({ err: error }, 'The outbox cannot be relayed for now');
      return undefined;
    }
  }

  private advance({ relayed }: RoundResult): void {
    this.failures = 0;
    if (relayed.length === 0) return;
    eventsRelayed.inc(relayed.length);
    this.progress.advanced();
  }

  /** Goes on at once while there is more; else waits to be woken, letting events gather where some have just come. */
  private async await({ found }: RoundResult): Promise<void> {
    if (found >= this.settings.batchSize) return;
    if (found > 0) await this.pause(this.settings.gatherMs);
    await this.bell.wait(this.settings.pollMs);
  }

  private async rest(): Promise<void> {
    const longest = Math.min(this.settings.longestPauseMs, FIRST_PAUSE_MS * 2 ** this.failures);
    this.failures = Math.min(this.failures + 1, 10);
    await this.pause(longest * (0.5 + Math.random() / 2));
  }

  private async pause(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.stopping.signal }).catch(() => {});
  }

  private renew(): void {
    this.renewing = this.renewLeases().catch((error: unknown) =>
      this.logger.warn({ err: error }, 'The leases of the outbox cannot be renewed for now'),
    );
  }

  /** A ring that came while a partition was somebody else's, or when the leases had run out, has found nothing there. */
  private async renewLeases(): Promise<void> {
    if (await this.leases.renew()) this.bell.ring();
  }
}
