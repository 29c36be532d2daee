import { Injectable } from '@nestjs/common';
import { systemActor } from '@crm/access';
import { type HandOverBatch, handOverActivities, handOverDeals } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { RpcClient } from '@crm/messaging';
import { HandOverLeaseRepository, type Lease } from './hand-over-lease.repository.ts';
import { OwnShare } from './own-share.service.ts';

/** A batch takes a fraction of it; a service that is away should be noticed well before the lease ends. */
const ANSWER_WITHIN_MS = 10_000;

/** The steps that a hand-over repeats. Each may be broken off at any point and begun again. */
@Injectable()
export class HandOverSteps {
  constructor(
    private readonly own: OwnShare,
    private readonly leases: HandOverLeaseRepository,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks every part to move one batch.
   *
   * @returns whether anything may be left with the leaver.
   * @throws LeaseLost, or DomainError `service_unavailable` and the like when a service does not answer.
   */
  async round(lease: Lease, batch: HandOverBatch): Promise<boolean> {
    const remaining = [await this.own.move(lease, batch)];
    for (const contract of [handOverDeals, handOverActivities]) {
      const part = await this.rpc.call(contract, batch, { actor: systemActor, deadline: ANSWER_WITHIN_MS });
      remaining.push(part.remaining);
      const goesOn = contract === handOverActivities && remaining.includes(true);
      await this.leases.advance(lease, { totals: part.moved, goesOn }, this.clock.now());
    }
    return remaining.includes(true);
  }
}
