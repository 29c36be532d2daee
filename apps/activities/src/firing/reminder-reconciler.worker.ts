import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { ALARM_HORIZON_MS, ReminderAlarms } from '../reminders/reminder-alarms.ts';
import { ReminderRepository } from '../reminders/reminder.repository.ts';
import type { ReminderDocument } from '../reminders/reminder.schema.ts';
import { LeaseRepository } from './lease.repository.ts';
import { LeasedRounds } from './leased-rounds.ts';
import { ReminderFiringService } from './reminder-firing.service.ts';

/** A reminder whose alarm is this late has lost it. */
const OVERDUE_MS = 5_000;
const BATCH = 500;
const FIRED_AT_ONCE = 8;

/**
 * Makes up for everything that alarms cannot be trusted with: it sets those whose time comes near, sets them again after
 * Redis was emptied, and fires by itself what is overdue, so that reminders work without Redis and after the service was
 * down. Nothing depends on its being the only one; the lease only spares work.
 */
@Injectable()
export class ReminderReconciler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(ReminderReconciler.name);
  private readonly rounds: LeasedRounds;

  constructor(
    private readonly reminders: ReminderRepository,
    private readonly firing: ReminderFiringService,
    private readonly alarms: ReminderAlarms,
    leases: LeaseRepository,
    private readonly clock: Clock,
  ) {
    this.rounds = new LeasedRounds({
      lease: 'reminders.reconcile',
      owner: ReminderReconciler.name,
      leases,
      round: () => this.reconcile(),
    });
  }

  onApplicationBootstrap(): void {
    this.rounds.begin();
  }

  onModuleDestroy(): Promise<void> {
    return this.rounds.stop();
  }

  /** Fires what is overdue, then sets the alarms of what is due soon. */
  async reconcile(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.eachBatch(undefined, now - OVERDUE_MS, (overdue) => this.fireAll(overdue));
    await this.eachBatch(now - OVERDUE_MS, now + ALARM_HORIZON_MS, (soon) => this.alarms.order(soon, now));
  }

  private async eachBatch(
    from: number | undefined,
    to: number,
    handle: (reminders: ReminderDocument[]) => Promise<void>,
  ): Promise<void> {
    let last: ReminderDocument | undefined;
    do {
      const range = { from: from === undefined ? undefined : new Date(from), to: new Date(to), limit: BATCH };
      const batch = await this.reminders.dueBetween({ ...range, after: last });
      await handle(batch);
      last = batch.length === BATCH ? batch.at(-1) : undefined;
    } while (last && !this.rounds.isStopping);
  }

  private async fireAll(overdue: readonly ReminderDocument[]): Promise<void> {
    const waiting = [...overdue];
    const fireNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next && !this.rounds.isStopping; next = waiting.shift()) await this.fire(next);
    };
    await Promise.all(Array.from({ length: FIRED_AT_ONCE }, fireNext));
  }

  /** One that fails is tried again in the next round and does not keep the others from firing. */
  private async fire({ _id, version }: ReminderDocument): Promise<void> {
    const reminderId = _id.toHexString();
    await this.firing
      .fire({ reminderId, version })
      .catch((error: unknown) => this.log.error(error, `Reminder ${reminderId} has not fired`));
  }
}
