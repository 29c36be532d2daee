import { Injectable } from '@nestjs/common';
import { systemActor } from '@crm/access';
import {
  type HandOverCounts,
  type LivingWorkOf,
  countActivitiesForHandOver,
  countDealsForHandOver,
} from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { OwnShare } from './own-share.service.ts';

/** Counts what an employee still answers for, in all services. */
@Injectable()
export class HandOverCounter {
  constructor(
    private readonly own: OwnShare,
    private readonly rpc: RpcClient,
  ) {}

  /**
   * Asks the other services, which takes up to two seconds: not to be waited for within a transaction.
   *
   * @throws DomainError `service_unavailable`, `deadline_exceeded` when a service does not answer.
   */
  async count(work: LivingWorkOf): Promise<HandOverCounts> {
    const own = await this.own.count(work);
    const [deals, activities] = await Promise.all([
      this.rpc.call(countDealsForHandOver, work, { actor: systemActor }),
      this.rpc.call(countActivitiesForHandOver, work, { actor: systemActor }),
    ]);
    return { ...own, ...deals, ...activities };
  }
}
