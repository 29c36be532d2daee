import { Injectable } from '@nestjs/common';
import type { HandOverBatch, HandOverCounts, LivingWorkOf } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { Transaction, toObjectId } from '@crm/persistence';
import { ClientOwnershipRepository } from '../clients/client-ownership.repository.ts';
import { ClientPlacesRepository } from '../clients/client-places.repository.ts';
import { type StoredFact, toClientSharing } from '../clients/client.mapper.ts';
import { HandOverLeaseRepository, type Lease } from './hand-over-lease.repository.ts';
import { HandOverRepository } from './hand-over.repository.ts';
import { handPlacesOver } from './places.ts';

/** Each client of them is written by itself, since no two have the same team: fewer in a transaction than of the others. */
const PLACES_AT_A_TIME = 100;

/**
 * What this service itself moves in a hand-over: the leaver's clients, his places in the teams of others', and what was shown
 * to him. The records, their journal and the total change together, so that the total is exact after any interruption.
 */
@Injectable()
export class OwnShare {
  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly leases: HandOverLeaseRepository,
    private readonly clients: ClientOwnershipRepository,
    private readonly places: ClientPlacesRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  async count(work: LivingWorkOf): Promise<Pick<HandOverCounts, 'clients' | 'teamPlaces' | 'grants'>> {
    const clients = await this.clients.countOf(work);
    const places = keepsHisPlaces(work) ? { teamPlaces: 0, grants: 0 } : await this.places.countOf(work.employeeId);
    return { clients, ...places };
  }

  /**
   * Moves one batch: clients first, and places when no client is left, which are found among fewer then.
   *
   * @returns whether anything may be left.
   * @throws LeaseLost
   */
  async move(lease: Lease, batch: HandOverBatch): Promise<boolean> {
    const isLeft = await this.transaction.run(() => this.moveClients(lease, batch));
    if (isLeft || keepsHisPlaces(batch)) return isLeft;
    return this.transaction.run(() => this.movePlaces(lease, batch));
  }

  private async moveClients(lease: Lease, batch: HandOverBatch): Promise<boolean> {
    const now = this.clock.now();
    const work = { employeeId: batch.fromEmployeeId, exceptDepartmentId: batch.exceptDepartmentId };
    const clients = await this.clients.someOf(work, batch.limit);
    if (clients.length > 0) {
      const successor = { ownerId: batch.toEmployeeId, departmentId: batch.toDepartmentId };
      await this.clients.give(clients, successor, now);
      await this.handOvers.record(
        clients.map(({ _id, departmentId }) => ({ ...entryOf(batch, _id, now), fromDepartmentId: departmentId })),
      );
    }
    await this.leases.advance(lease, { own: { clients: clients.length } }, now);
    return clients.length === batch.limit;
  }

  private async movePlaces(lease: Lease, batch: HandOverBatch): Promise<boolean> {
    const now = this.clock.now();
    const limit = Math.min(batch.limit, PLACES_AT_A_TIME);
    const clients = await this.places.someOf(batch.fromEmployeeId, limit);
    if (clients.length === 0) return false;
    const people = { from: batch.fromEmployeeId, to: batch.toEmployeeId };
    const handed = clients.map((client) => ({ client, ...handPlacesOver(toClientSharing(client), people) }));
    await this.places.share(
      handed.map(({ client, after }) => [client, after]),
      now,
    );
    await this.handOvers.recordPlaces(
      handed.map(({ client, part, place, grant }) => ({ ...entryOf(batch, client._id, now), part, place, grant })),
    );
    const number = (kind: 'place' | 'grant') => handed.filter((each) => each[kind] !== 'none').length;
    await this.leases.advance(lease, { own: { teamPlaces: number('place'), grants: number('grant') } }, now);
    return clients.length === limit;
  }
}

/** When an employee changes his department, he stays where he works with clients of others. */
const keepsHisPlaces = ({ exceptDepartmentId }: Pick<LivingWorkOf, 'exceptDepartmentId'>): boolean =>
  exceptDepartmentId !== undefined;

const entryOf = (batch: HandOverBatch, recordId: StoredFact['_id'], movedAt: Date) => ({
  handOverId: toObjectId(batch.handOverId),
  recordId,
  fromEmployeeId: toObjectId(batch.fromEmployeeId),
  toEmployeeId: toObjectId(batch.toEmployeeId),
  movedAt,
});
