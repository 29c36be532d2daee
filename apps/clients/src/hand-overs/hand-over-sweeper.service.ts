import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { nothing, sameCounts } from './hand-over.ts';
import { HandOverCounter } from './hand-over-counter.ts';
import { HandOverOrders } from './hand-over-orders.ts';
import { HandOverRepository } from './hand-over.repository.ts';
import { workOf } from './hand-over.mapper.ts';
import type { HandOverDocument } from './hand-over.schema.ts';

const SWEEP_MS = 15_000;
/** Longer than any pause after a failure: then the job itself is lost. */
const SILENCE_MS = 60_000;
/** A record that was on its way to the leaver when the last count was made has arrived by then. */
const SETTLE_MS = 90_000;

/**
 * Sees to it that every hand-over ends, whatever happens to Redis or to a process between the commit and the order of the
 * job, and that nothing arrives at the leaver unnoticed after the end.
 */
@Injectable()
export class HandOverSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(HandOverSweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly orders: HandOverOrders,
    private readonly counter: HandOverCounter,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const sweepNext = (): void => {
      this.sweeping = this.sweeping.then(() => this.safely(() => this.sweep()));
    };
    sweepNext();
    this.timer = setInterval(sweepNext, SWEEP_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  /** Looks after all of them; what cannot be done for one now does not keep the others waiting. */
  async sweep(): Promise<void> {
    for (const handOver of await this.handOvers.watched()) {
      const isOver = handOver.finishedAt !== null;
      await this.safely(() => (isOver ? this.settle(handOver) : this.keepGoing(handOver)));
    }
  }

  private async safely(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.warn(error, 'A hand-over is looked after at the next sweep');
    }
  }

  private async keepGoing(handOver: HandOverDocument): Promise<void> {
    const now = this.clock.now();
    if (handOver.leaseUntil !== null && handOver.leaseUntil > now) return;
    // Whoever puts a hand-over down gives its lease back: one that has run out is left from a worker that was killed.
    const isAbandoned = handOver.leaseHolder !== null;
    const isSilent = now.getTime() - handOver.advancedAt.getTime() > SILENCE_MS;
    if (!isAbandoned && !isSilent) return this.orders.place(handOver);
    const isRenewed = await this.handOvers.renewOrder(handOver, now);
    if (isRenewed) await this.orders.place({ ...handOver, order: handOver.order + 1 });
  }

  private async settle(handOver: HandOverDocument): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - (handOver.finishedAt?.getTime() ?? 0) < SETTLE_MS) return;
    const isClean = sameCounts(await this.counter.count(workOf(handOver)), nothing);
    const isReopened = !isClean && (await this.handOvers.reopen(handOver, now));
    if (isReopened) await this.orders.place({ ...handOver, order: handOver.order + 1 });
    else await this.handOvers.settle(handOver);
  }
}
