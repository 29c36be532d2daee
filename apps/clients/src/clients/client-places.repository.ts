import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { clientChanged, type HandOverCounts } from '@crm/contracts';
import { Outbox } from '@crm/outbox';
import { toObjectId } from '@crm/persistence';
import { type Model, type QueryFilter, trusted } from 'mongoose';
import { readersOf } from './client-access.ts';
import { factFields, type StoredFact, toClientFact, toClientSharing } from './client.mapper.ts';
import type { Shared } from './client.repository.ts';
import type { ClientDocument } from './client.schema.ts';

/** Where an employee works with clients beside their owners, and what was shown to him. Only this service asks, so there is no scope of an actor. */
@Injectable()
export class ClientPlacesRepository {
  constructor(
    @InjectModel('Client') private readonly clients: Model<ClientDocument>,
    private readonly outbox: Outbox,
  ) {}

  async countOf(employeeId: string): Promise<Pick<HandOverCounts, 'teamPlaces' | 'grants'>> {
    const teamPlaces = await this.clients.countDocuments({ $and: [readBy(employeeId), inTeam(employeeId)] });
    const grants = await this.clients.countDocuments({ $and: [readBy(employeeId), shownTo(employeeId)] });
    return { teamPlaces, grants };
  }

  async someOf(employeeId: string, limit: number): Promise<StoredFact[]> {
    const filter = { ...readBy(employeeId), $or: [inTeam(employeeId), shownTo(employeeId)] };
    return this.clients.find(filter, factFields).limit(limit).lean<StoredFact[]>();
  }

  /** Gives each the team and the grants that are named beside him. Inside of the transaction that has read them. */
  async share(changed: readonly (readonly [StoredFact, Shared])[], now: Date): Promise<void> {
    const stored = changed.map(([client, { team, grants }]): StoredFact => ({
      ...client,
      team: team.map(({ employeeId, part }) => ({ employeeId: toObjectId(employeeId), part })),
      grants: grants.map(({ kind, id }) => ({ kind, id: toObjectId(id) })),
      readers: readersOf({ ...toClientSharing(client), team, grants }),
      version: client.version + 1,
    }));
    for (const { _id, team, grants, readers } of stored) {
      const $set = { team, grants, readers, updatedAt: now };
      await this.clients.updateOne({ _id }, { $set, $inc: { version: 1 } });
    }
    this.outbox.add(clientChanged, ...stored.map(toClientFact));
  }
}

/** Found by the index of readers: whoever has a place reads the client. */
const readBy = (employeeId: string) => ({ readers: toObjectId(employeeId) });
const inTeam = (employeeId: string): QueryFilter<ClientDocument> => ({ 'team.employeeId': toObjectId(employeeId) });
const shownTo = (employeeId: string): QueryFilter<ClientDocument> => ({
  grants: trusted({ $elemMatch: { kind: 'employee', id: toObjectId(employeeId) } }),
});
