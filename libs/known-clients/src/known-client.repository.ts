import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { readersFilter } from '@crm/access';
import { type Actor, ClientFact, type Fact } from '@crm/contracts';
import { keepNewest, type Projection, Projections, removeOlderRows } from '@crm/outbox';
import { toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import type { KnownClient } from './known-client.schema.ts';

/** More clients of some sectors than anybody looks after. */
const PORTFOLIO = 5_000;

/** The service that keeps the copy. */
export class KeepingService {
  constructor(readonly name: string) {}
}

/** Clients as far as the service needs them: a copy of what the clients service tells. */
@Injectable()
export class KnownClientRepository implements Projection {
  readonly name: string;
  readonly teller = 'clients';
  readonly kinds = ['client'];

  constructor(
    @InjectModel('KnownClient') private readonly clients: Model<KnownClient>,
    projections: Projections,
    service: KeepingService,
  ) {
    this.name = `${service.name}.known-clients`;
    projections.add(this);
  }

  /** Whether the client is known and read by the actor. */
  async isSeen(actor: Actor, clientId: string): Promise<boolean> {
    const readers = readersFilter(actor, 'client.read', { field: 'readers', owner: 'ownerId' });
    return (await this.clients.exists({ _id: toObjectId(clientId), ...readers })) !== null;
  }

  /** The client, if anything was told of him. */
  async find(clientId: string): Promise<KnownClient | null> {
    return this.clients.findById(toObjectId(clientId)).lean<KnownClient>();
  }

  /** The clients of this owner that belong to one of the sectors. */
  async idsIn(ownerId: string, sectorIds: readonly string[]): Promise<string[]> {
    const filter = { ownerId: toObjectId(ownerId), sectorId: trusted({ $in: sectorIds.map(toObjectId) }) };
    const found = await this.clients.find(filter, { _id: 1 }).limit(PORTFOLIO).lean();
    return found.map(({ _id }) => _id.toHexString());
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
  { id, version, ownerId, departmentId, sectorId, readers }: ClientFact,
  generation: number,
): KnownClient => ({
  _id: toObjectId(id),
  ownerId: toObjectId(ownerId),
  departmentId: toObjectId(departmentId),
  sectorId: sectorId === null ? null : toObjectId(sectorId),
  readers: (readers.length > 0 ? readers : [ownerId, departmentId]).map(toObjectId),
  version,
  generation,
});
