import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { scopeFilter } from '@crm/access';
import { type Actor, ClientFact, type Fact } from '@crm/contracts';
import { keepNewest, type Projection, Projections, removeOlderRows } from '@crm/outbox';
import { toObjectId } from '@crm/persistence';
import type { Model } from 'mongoose';
import type { KnownClient } from './known-client.schema.ts';

export const knownClients = 'deals.known-clients';

/** Clients as far as deals need them: a copy of what the clients service tells. */
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

  /** Whether the client is known and lies outside of the actor's reach. One who was made a moment ago is not known yet. */
  async isKnownToBeHidden(actor: Actor, clientId: string): Promise<boolean> {
    const reach = scopeFilter(actor, 'client.read', { owner: 'ownerId', department: 'departmentId' });
    if (Object.keys(reach).length === 0) return false;
    const _id = toObjectId(clientId);
    if (await this.clients.exists({ _id, ...reach })) return false;
    return (await this.clients.exists({ _id })) !== null;
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

const toKnownClient = ({ id, version, ...client }: ClientFact, generation: number): KnownClient => ({
  _id: toObjectId(id),
  ownerId: toObjectId(client.ownerId),
  departmentId: toObjectId(client.departmentId),
  version,
  generation,
});
