import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { LeaseRepository } from '../firing/lease.repository.ts';
import { LeasedRounds } from '../firing/leased-rounds.ts';
import { LetterOrders } from './letter-orders.ts';
import { LetterRepository } from './letter.repository.ts';
import type { LetterDocument } from './letter.schema.ts';
import { LetterSending } from './letter-sending.service.ts';

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
  private readonly rounds: LeasedRounds;

  constructor(
    private readonly letters: LetterRepository,
    private readonly sending: LetterSending,
    private readonly orders: LetterOrders,
    leases: LeaseRepository,
    private readonly clock: Clock,
  ) {
    this.rounds = new LeasedRounds({
      lease: 'letters.reconcile',
      owner: LetterReconciler.name,
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

  /** Sees to every letter that is due, or soon will be. */
  async reconcile(): Promise<void> {
    const now = this.clock.now().getTime();
    let last: LetterDocument | undefined;
    do {
      const batch = await this.letters.dueBefore(new Date(now + HORIZON_MS), last, BATCH);
      for (const letter of batch) await this.seeTo(letter, now);
      last = batch.length === BATCH ? batch.at(-1) : undefined;
    } while (last && !this.rounds.isStopping);
  }

  /** One that fails is tried again in the next round and does not keep the others from being sent. */
  private async seeTo(letter: LetterDocument, now: number): Promise<void> {
    if (this.rounds.isStopping) return;
    const { _id: letterId, version, dueAt } = letter;
    const isOverdue = dueAt.getTime() < now - OVERDUE_MS;
    const seen = isOverdue ? this.sending.send({ letterId, version }) : this.orders.order(letter);
    await seen.catch((error: unknown) => this.log.error(error, `The letter ${letterId} is not seen to`));
  }
}
