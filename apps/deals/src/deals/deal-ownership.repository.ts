import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { dealHandedOver, type LivingWorkOf } from '@crm/contracts';
import { Outbox } from '@crm/outbox';
import { toObjectId } from '@crm/persistence';
import { trusted, type Model } from 'mongoose';
import { listItemFields, type StoredListItem, toDealFact, toDealListItem } from './deal.mapper.ts';
import type { DealDocument } from './deal.schema.ts';

/** As much of a deal as its hand-over is told with. */
export type OwnedDeal = StoredListItem & Pick<DealDocument, 'departmentId'>;

export interface NewOwner {
  readonly ownerId: string;
  readonly departmentId: string;
  readonly at: Date;
}

/** Whose the open deals are. A hand-over concerns deals of others by its nature, so no scope narrows it. */
@Injectable()
export class DealOwnershipRepository {
  constructor(
    @InjectModel('Deal') private readonly deals: Model<DealDocument>,
    private readonly outbox: Outbox,
  ) {}

  countOpen(work: LivingWorkOf): Promise<number> {
    return this.deals.countDocuments(openOf(work)).exec();
  }

  async hasOpen(work: LivingWorkOf): Promise<boolean> {
    return (await this.deals.exists(openOf(work))) !== null;
  }

  /** Some of the open deals, `limit` at most. */
  someOpen(work: LivingWorkOf, limit: number): Promise<OwnedDeal[]> {
    return this.deals
      .find(openOf(work), { ...listItemFields, departmentId: 1 })
      .limit(limit)
      .lean<OwnedDeal[]>()
      .exec();
  }

  /** Inside of the transaction that has read the deals, where a deal that somebody changes meanwhile makes the whole transaction run again. */
  async give(owned: readonly OwnedDeal[], { ownerId, departmentId, at }: NewOwner): Promise<void> {
    await this.deals.updateMany(
      { _id: trusted({ $in: owned.map(({ _id }) => _id) }) },
      {
        $set: { ownerId: toObjectId(ownerId), departmentId: toObjectId(departmentId), updatedAt: at },
        $inc: { version: 1 },
      },
    );
    const given = owned.map((deal) => ({ ...toDealListItem(deal), ownerId, departmentId, version: deal.version + 1 }));
    this.outbox.add(dealHandedOver, ...given.map(toDealFact));
  }
}

const openOf = ({ employeeId, exceptDepartmentId }: LivingWorkOf) => ({
  ownerId: employeeId,
  status: 'open' as const,
  ...(exceptDepartmentId && { departmentId: trusted({ $ne: exceptDepartmentId }) }),
});
