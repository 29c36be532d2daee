import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { clientHandedOver, type LivingWorkOf } from '@crm/contracts';
import { Outbox } from '@crm/outbox';
import { toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import type { Ownership } from './client.ts';
import { readersOf } from './client-access.ts';
import { factFields, type StoredFact, toClientFact, toClientSharing } from './client.mapper.ts';
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
    const readers = (client: StoredFact) => readersOf({ ...toClientSharing(client), ...to });
    const isShared = ({ team, grants }: StoredFact): boolean => team.length + grants.length > 0;
    const [shared, others] = [owned.filter(isShared), owned.filter((client) => !isShared(client))];
    const groups: readonly (readonly StoredFact[])[] = [...shared.map((client) => [client]), others];
    // Those that nobody else reads have the same readers, so they are given in one step.
    for (const group of groups) {
      const [first] = group;
      if (!first) continue;
      await this.clients.updateMany(
        { _id: trusted({ $in: group.map(({ _id }) => _id) }) },
        { $set: { ...ownership, readers: readers(first), updatedAt: now }, $inc: { version: 1 } },
      );
    }
    const given = owned.map((client) => ({
      ...client,
      ...ownership,
      readers: readers(client),
      version: client.version + 1,
    }));
    this.outbox.add(clientHandedOver, ...given.map(toClientFact));
  }
}

const ownedBy = ({ employeeId, exceptDepartmentId }: LivingWorkOf) => ({
  ownerId: employeeId,
  ...(exceptDepartmentId && { departmentId: trusted({ $ne: exceptDepartmentId }) }),
});
