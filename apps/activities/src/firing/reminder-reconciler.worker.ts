import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { ALARM_HORIZON_MS, ReminderAlarms } from '../reminders/reminder-alarms.ts';
import { ReminderRepository } from '../reminders/reminder.repository.ts';
import type { ReminderDocument } from '../reminders/reminder.schema.ts';
import { LeaseRepository } from './lease.repository.ts';
import { ReminderFiringService } from './reminder-firing.service.ts';

const LEASE_MS = 15_000;
/** More often than the lease lasts: when the copy that had it dies, another one follows within seconds. */
const ATTEMPT_MS = 5_000;
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
  private readonly stopping = new AbortController();
  private attempts: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly reminders: ReminderRepository,
    private readonly firing: ReminderFiringService,
    private readonly alarms: ReminderAlarms,
    private readonly leases: LeaseRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.attempt();
    this.attempts = setInterval(() => this.attempt(), ATTEMPT_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.attempts);
    this.stopping.abort();
    await this.running;
  }

  /** Fires what is overdue, then sets the alarms of what is due soon. */
  async reconcile(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.eachBatch(undefined, now - OVERDUE_MS, (overdue) => this.fireAll(overdue));
    await this.eachBatch(now - OVERDUE_MS, now + ALARM_HORIZON_MS, (soon) => this.alarms.order(soon, now));
  }

  private attempt(): void {
    this.running ??= this.reconcileUnderLease()
      .catch((error: unknown) => this.log.warn(error, 'Reminders are not reconciled'))
      .finally(() => (this.running = undefined));
  }

  private async reconcileUnderLease(): Promise<void> {
    if (await this.leases.take('reminders.reconcile', LEASE_MS)) await this.reconcile();
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
    } while (last && !this.stopping.signal.aborted);
  }

  private async fireAll(overdue: readonly ReminderDocument[]): Promise<void> {
    const waiting = [...overdue];
    const fireNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next && !this.stopping.signal.aborted; next = waiting.shift())
        await this.fire(next);
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
