import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { toObjectId } from '@crm/persistence';
import { trusted, type Model, type Types } from 'mongoose';
import type { DealDocument } from './deal.schema.ts';

export type OwnedDeal = Pick<DealDocument, '_id' | 'departmentId'>;

export interface NewOwner {
  readonly ownerId: string;
  readonly departmentId: string;
  readonly at: Date;
}

/** Whose the open deals are. A hand-over concerns deals of others by its nature, so no scope narrows it. */
@Injectable()
export class DealOwnershipRepository {
  constructor(@InjectModel('Deal') private readonly deals: Model<DealDocument>) {}

  countOpen(ownerId: string): Promise<number> {
    return this.deals.countDocuments({ ownerId, status: 'open' }).exec();
  }

  async hasOpen(ownerId: string): Promise<boolean> {
    return (await this.deals.exists({ ownerId, status: 'open' })) !== null;
  }

  /** Some of the open deals, `limit` at most. */
  someOpen(ownerId: string, limit: number): Promise<OwnedDeal[]> {
    return this.deals.find({ ownerId, status: 'open' }, { departmentId: 1 }).limit(limit).lean<OwnedDeal[]>().exec();
  }

  /** Inside of a transaction, where a deal that somebody changes meanwhile makes the whole transaction run again. */
  async give(dealIds: readonly Types.ObjectId[], { ownerId, departmentId, at }: NewOwner): Promise<void> {
    await this.deals.updateMany(
      { _id: trusted({ $in: dealIds }) },
      {
        $set: { ownerId: toObjectId(ownerId), departmentId: toObjectId(departmentId), updatedAt: at },
        $inc: { version: 1 },
      },
    );
  }
}
