import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { readersFilter } from '@crm/access';
import { type Actor, ClientFact, type Fact } from '@crm/contracts';
import { keepNewest, type Projection, Projections, removeOlderRows } from '@crm/outbox';
import { toObjectId } from '@crm/persistence';
import type { Model } from 'mongoose';
import type { KnownClient } from './known-client.schema.ts';

export const knownClients = 'activities.known-clients';

/** Clients as far as activities need them: a copy of what the clients service tells. */
@Injectable()
export class KnownClientRepository implements Projection {
  readonly name = knownClients;
  readonly teller = 'clients';
  readonly kinds = ['client'];

  constructor(
    @InjectModel('KnownClient') private readonly clients: Model<KnownClient>,
    projections: Projections,
  ) {
    projections.add(this);
  }

  /** Whether the client is known and read by the actor. */
  async isSeen(actor: Actor, clientId: string): Promise<boolean> {
    const filter = { _id: toObjectId(clientId), ...readersFilter(actor, 'client.read', { field: 'readers' }) };
    return (await this.clients.exists(filter)) !== null;
  }

  async isKnown(clientId: string): Promise<boolean> {
    return (await this.clients.exists({ _id: toObjectId(clientId) })) !== null;
  }

  apply(_kind: string, facts: readonly Fact[], generation: number): Promise<void> {
    return keepNewest(
      this.clients,
      facts.map((fact) => toKnownClient(ClientFact.parse(fact), generation)),
    );
  }

  removeOlder(generation: number, limit: number): Promise<number> {
    return removeOlderRows(this.clients, generation, limit);
  }
}

/** Whoever told of clients before they had readers knew of the owner and his department alone. */
const toKnownClient = (
  { id, version, ownerId, departmentId, readers }: ClientFact,
  generation: number,
): KnownClient => ({
  _id: toObjectId(id),
  ownerId: toObjectId(ownerId),
  departmentId: toObjectId(departmentId),
  readers: (readers.length > 0 ? readers : [ownerId, departmentId]).map(toObjectId),
  version,
  generation,
});
