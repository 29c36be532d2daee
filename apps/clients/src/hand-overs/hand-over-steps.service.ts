import { Injectable } from '@nestjs/common';
import { systemActor } from '@crm/access';
import { type HandOverBatch, handOverActivities, handOverDeals } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { RpcClient } from '@crm/messaging';
import { Transaction, toObjectId } from '@crm/persistence';
import type { StoredFact } from '../clients/client.mapper.ts';
import { ClientOwnershipRepository } from '../clients/client-ownership.repository.ts';
import type { Lease } from './hand-over-lease.repository.ts';
import { HandOverLeaseRepository } from './hand-over-lease.repository.ts';
import { HandOverRepository } from './hand-over.repository.ts';

/** A batch takes a fraction of it; a service that is away should be noticed well before the lease ends. */
const ANSWER_WITHIN_MS = 10_000;

/** The steps that a hand-over repeats. Each may be broken off at any point and begun again. */
@Injectable()
export class HandOverSteps {
  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly leases: HandOverLeaseRepository,
    private readonly clients: ClientOwnershipRepository,
    private readonly transaction: Transaction,
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
    const remaining = [await this.moveClients(lease, batch)];
    for (const contract of [handOverDeals, handOverActivities]) {
      const part = await this.rpc.call(contract, batch, { actor: systemActor, deadline: ANSWER_WITHIN_MS });
      remaining.push(part.remaining);
      const goesOn = contract === handOverActivities && remaining.includes(true);
      await this.leases.advance(lease, { totals: part.moved, goesOn }, this.clock.now());
    }
    return remaining.includes(true);
  }

  /** The records, their journal and the total change together, so that the total is exact after any interruption. */
  private moveClients(lease: Lease, batch: HandOverBatch): Promise<boolean> {
    return this.transaction.run(async () => {
      const now = this.clock.now();
      const clients = await this.clients.someOf(
        { employeeId: batch.fromEmployeeId, exceptDepartmentId: batch.exceptDepartmentId },
        batch.limit,
      );
      if (clients.length > 0) await this.giveClients(clients, batch, now);
      await this.leases.advance(lease, { clients: clients.length }, now);
      return clients.length === batch.limit;
    });
  }

  private async giveClients(clients: readonly StoredFact[], batch: HandOverBatch, now: Date): Promise<void> {
    const successor = { ownerId: batch.toEmployeeId, departmentId: batch.toDepartmentId };
    await this.clients.give(clients, successor, now);
    const entries = clients.map(({ _id, departmentId }) => ({
      handOverId: toObjectId(batch.handOverId),
      recordId: _id,
      fromEmployeeId: toObjectId(batch.fromEmployeeId),
      fromDepartmentId: departmentId,
      toEmployeeId: toObjectId(batch.toEmployeeId),
      movedAt: now,
    }));
    await this.handOvers.record(entries);
  }
}
