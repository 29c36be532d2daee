import { Injectable } from '@nestjs/common';
import { systemActor } from '@crm/access';
import { type HandOverCounts, countActivitiesForHandOver, countDealsForHandOver } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { ClientOwnershipRepository } from '../clients/client-ownership.repository.ts';

/** Counts what an employee still answers for, in all services. */
@Injectable()
export class HandOverCounter {
  constructor(
    private readonly clients: ClientOwnershipRepository,
    private readonly rpc: RpcClient,
  ) {}

  /**
   * Asks the other services, which takes up to two seconds: not to be waited for within a transaction.
   *
   * @throws DomainError `service_unavailable`, `deadline_exceeded` when a service does not answer.
   */
  async count(employeeId: string): Promise<HandOverCounts> {
    const clients = await this.clients.countOf(employeeId);
    const [deals, activities] = await Promise.all([
      this.rpc.call(countDealsForHandOver, { employeeId }, { actor: systemActor }),
      this.rpc.call(countActivitiesForHandOver, { employeeId }, { actor: systemActor }),
    ]);
    return { clients, ...deals, ...activities };
  }
}
