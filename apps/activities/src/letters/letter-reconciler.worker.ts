import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { LeaseRepository } from '../firing/lease.repository.ts';
import { LetterOrders } from './letter-orders.ts';
import { LetterRepository } from './letter.repository.ts';
import type { LetterDocument } from './letter.schema.ts';
import { LetterSending } from './letter-sending.service.ts';

const LEASE_MS = 15_000;
/** More often than the lease lasts: when the copy that had it dies, another one follows within seconds. */
const ATTEMPT_MS = 5_000;
/** A letter that is so late has lost its job. */
const OVERDUE_MS = 30_000;
/** Later ones are ordered when their time comes near. */
const HORIZON_MS = 600_000;
const BATCH = 200;

/**
 * Makes up for everything that jobs cannot be trusted with: it orders letters again after Redis was emptied, and sends by
 * itself what is overdue. Nothing depends on its being the only one; the lease only spares work.
 */
@Injectable()
export class LetterReconciler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(LetterReconciler.name);
  private readonly stopping = new AbortController();
  private attempts: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly letters: LetterRepository,
    private readonly sending: LetterSending,
    private readonly orders: LetterOrders,
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

  /** Sees to every letter that is due, or soon will be. */
  async reconcile(): Promise<void> {
    const now = this.clock.now().getTime();
    let last: LetterDocument | undefined;
    do {
      const batch = await this.letters.dueBefore(new Date(now + HORIZON_MS), last, BATCH);
      for (const letter of batch) await this.seeTo(letter, now);
      last = batch.length === BATCH ? batch.at(-1) : undefined;
    } while (last && !this.stopping.signal.aborted);
  }

  /** One that fails is tried again in the next round and does not keep the others from being sent. */
  private async seeTo(letter: LetterDocument, now: number): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const { _id: letterId, version, dueAt } = letter;
    const isOverdue = dueAt.getTime() < now - OVERDUE_MS;
    const seen = isOverdue ? this.sending.send({ letterId, version }) : this.orders.order(letter);
    await seen.catch((error: unknown) => this.log.error(error, `The letter ${letterId} is not seen to`));
  }

  private attempt(): void {
    this.running ??= this.reconcileUnderLease()
      .catch((error: unknown) => this.log.warn(error, 'Letters are not reconciled'))
      .finally(() => (this.running = undefined));
  }

  private async reconcileUnderLease(): Promise<void> {
    if (await this.leases.take('letters.reconcile', LEASE_MS)) await this.reconcile();
  }
}
