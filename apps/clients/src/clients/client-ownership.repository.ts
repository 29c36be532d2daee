import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { toObjectId } from '@crm/persistence';
import { type Model, type Types, trusted } from 'mongoose';
import type { Ownership } from './client.ts';
import type { ClientDocument } from './client.schema.ts';

export interface OwnedClient {
  readonly _id: Types.ObjectId;
  readonly departmentId: Types.ObjectId;
}

/** All clients of an employee, for a hand-over. Only this service asks, so there is no scope of an actor. */
@Injectable()
export class ClientOwnershipRepository {
  constructor(@InjectModel('Client') private readonly clients: Model<ClientDocument>) {}

  async countOf(ownerId: string): Promise<number> {
    return this.clients.countDocuments({ ownerId });
  }

  async someOf(ownerId: string, limit: number): Promise<OwnedClient[]> {
    return this.clients.find({ ownerId }, { departmentId: 1 }).limit(limit).lean<OwnedClient[]>();
  }

  async give(clientIds: readonly Types.ObjectId[], { ownerId, departmentId }: Ownership, now: Date): Promise<void> {
    await this.clients.updateMany(
      { _id: trusted({ $in: clientIds }) },
      {
        $set: { ownerId: toObjectId(ownerId), departmentId: toObjectId(departmentId), updatedAt: now },
        $inc: { version: 1 },
      },
    );
  }
}
