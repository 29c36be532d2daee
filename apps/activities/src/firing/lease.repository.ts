import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { newId } from '@crm/persistence';
import type { Model } from 'mongoose';
import type { LeaseDocument } from './lease.schema.ts';

@Injectable()
export class LeaseRepository {
  constructor(@InjectModel('Lease') private readonly leases: Model<LeaseDocument>) {}

  /**
   * Takes a lease that is free. It is neither renewed nor given back, so work under a lease of 15 s is begun once in 15 s,
   * by whichever copy of the service asks first. Moments are those of the database: clocks of machines differ.
   */
  async take(name: string, forMs: number): Promise<boolean> {
    const holder = newId();
    const isFree = { $lte: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] };
    const lease = await this.leases
      .findOneAndUpdate(
        { _id: name },
        [
          {
            $set: {
              holder: { $cond: [isFree, holder, '$holder'] },
              until: { $cond: [isFree, { $add: ['$$NOW', forMs] }, '$until'] },
            },
          },
        ],
        { upsert: true, returnDocument: 'after', updatePipeline: true },
      )
      .lean<LeaseDocument>()
      .exec();
    return lease.holder === holder;
  }
}
