import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { toObjectId } from '@crm/persistence';
import type { Model } from 'mongoose';
import type { MembershipDocument } from '../employees/membership.schema.ts';

/** Who has a position or has had it: as much as the list of positions needs to know. */
@Injectable()
export class PositionHolders {
  constructor(@InjectModel('Membership') private readonly memberships: Model<MembershipDocument>) {}

  /** How many employees have it or had it once: whoever has it has a membership that says so. */
  async count(positionId: string): Promise<number> {
    const [counted] = await this.memberships.aggregate<{ employees: number }>([
      { $match: { positionId: toObjectId(positionId) } },
      { $group: { _id: '$employeeId' } },
      { $count: 'employees' },
    ]);
    return counted?.employees ?? 0;
  }
}
