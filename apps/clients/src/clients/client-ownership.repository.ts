import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { clientHandedOver, type LivingWorkOf } from '@crm/contracts';
import { Outbox } from '@crm/outbox';
import { toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import type { Ownership } from './client.ts';
import { factFields, type StoredFact, toClientFact } from './client.mapper.ts';
import type { ClientDocument } from './client.schema.ts';

/** All clients of an employee, for a hand-over. Only this service asks, so there is no scope of an actor. */
@Injectable()
export class ClientOwnershipRepository {
  constructor(
    @InjectModel('Client') private readonly clients: Model<ClientDocument>,
    private readonly outbox: Outbox,
  ) {}

  async countOf(work: LivingWorkOf): Promise<number> {
    return this.clients.countDocuments(ownedBy(work));
  }

  async someOf(work: LivingWorkOf, limit: number): Promise<StoredFact[]> {
    return this.clients.find(ownedBy(work), factFields).limit(limit).lean<StoredFact[]>();
  }

  /** Inside of the transaction that has read them. */
  async give(owned: readonly StoredFact[], to: Ownership, now: Date): Promise<void> {
    const ownership = { ownerId: toObjectId(to.ownerId), departmentId: toObjectId(to.departmentId) };
    await this.clients.updateMany(
      { _id: trusted({ $in: owned.map(({ _id }) => _id) }) },
      { $set: { ...ownership, updatedAt: now }, $inc: { version: 1 } },
    );
    const given = owned.map((client) => ({ ...client, ...ownership, version: client.version + 1 }));
    this.outbox.add(clientHandedOver, ...given.map(toClientFact));
  }
}

const ownedBy = ({ employeeId, exceptDepartmentId }: LivingWorkOf) => ({
  ownerId: employeeId,
  ...(exceptDepartmentId && { departmentId: trusted({ $ne: exceptDepartmentId }) }),
});
