import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Actor, clientChanged, clientCreated, type ClientFilter } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Outbox } from '@crm/outbox';
import { type Page, changeVersioned, cursorPage } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import type { z } from 'zod';
import type { ClientUpdate } from './client.ts';
import { requested, visible } from './client-filter.ts';
import { toClientFact } from './client.mapper.ts';
import { type Ancestor, MAX_DEPTH } from './client-parent.ts';
import type { ClientDocument } from './client.schema.ts';

const sorts = {
  name: { field: 'sortName', direction: 'asc' },
  '-updatedAt': { field: 'updatedAt', direction: 'desc' },
} as const;

/** Long texts and the search words are not needed to list a client. */
const listed = {
  kind: 1,
  name: 1,
  lifecycleStatus: 1,
  parentId: 1,
  sectorId: 1,
  regionId: 1,
  ownerId: 1,
  phones: 1,
  emails: 1,
  version: 1,
  updatedAt: 1,
} as const;

/** A client that came by a load, as later loads refer to him. */
export interface LoadedClient extends Ancestor {
  readonly externalId: string;
}

export interface ClientChangeRequest {
  readonly clientId: string;
  readonly expectedVersion: number | undefined;
  readonly update: ClientUpdate;
  readonly now: Date;
}

/** Clients, each change together with its event. */
@Injectable()
export class ClientRepository {
  constructor(
    @InjectModel('Client') private readonly clients: Model<ClientDocument>,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `client.not_found`, also for a client whom the actor may not see. */
  async get(actor: Actor, clientId: string): Promise<ClientDocument> {
    const filter = visible(actor, { _id: clientId });
    const client = await this.clients.findOne(filter, { words: 0, sortName: 0 }).lean<ClientDocument>();
    if (!client) throw new DomainError('client.not_found', { clientId });
    return client;
  }

  page(actor: Actor, request: z.output<typeof ClientFilter>): Promise<Page<ClientDocument>> {
    const { limit, cursor, count, sort } = request;
    const filter = visible(actor, ...requested(request));
    return cursorPage({ model: this.clients, filter, sort: sorts[sort], limit, cursor, count, projection: listed });
  }

  /** Which of these clients the actor may see. */
  async visibleIds(actor: Actor, ids: readonly string[]): Promise<Set<string>> {
    const filter = visible(actor, { _id: trusted({ $in: ids }) });
    const seen = await this.clients.find(filter, { _id: 1 }).lean();
    return new Set(seen.map(({ _id }) => _id.toHexString()));
  }

  /** Names of any clients: whoever sees a record may see whose it is. */
  async names(ids: readonly string[]): Promise<{ id: string; name: string }[]> {
    const named = await this.clients.find({ _id: trusted({ $in: ids }) }, { name: 1 }).lean();
    return named.map(({ _id, name }) => ({ id: _id.toHexString(), name }));
  }

  /** The client and those above it, whoever owns them; empty when there is no such client. */
  async withAncestors(clientId: string): Promise<Ancestor[]> {
    const found: Ancestor[] = [];
    for (let next: string | undefined = clientId; next !== undefined && found.length <= MAX_DEPTH;) {
      const client: ClientDocument | null = await this.clients.findById(next, { kind: 1, parentId: 1 }).lean();
      if (client) found.push({ id: next, kind: client.kind });
      next = client?.parentId?.toHexString();
    }
    return found;
  }

  /**
   * Makes a transaction that relies on the places of these clients in the tree collide with one that moves any of them,
   * so that two moves which are right by themselves cannot close a circle together. A counter: a moment would be the same for
   * both within a millisecond, and what is set to what it is collides with nobody.
   */
  async holdPlaces(ids: readonly string[]): Promise<void> {
    await this.clients.updateMany({ _id: trusted({ $in: ids }) }, { $inc: { placeHolds: 1 } });
  }

  async byExternalIds(externalIds: readonly string[]): Promise<LoadedClient[]> {
    const filter = { externalId: trusted({ $in: externalIds }) };
    const found = await this.clients.find(filter, { externalId: 1, kind: 1 }).lean();
    return found.map(({ _id, externalId = '', kind }) => ({ id: _id.toHexString(), externalId, kind }));
  }

  async insert(clients: readonly ClientDocument[]): Promise<void> {
    await this.clients.insertMany(clients, { lean: true });
    this.outbox.add(clientCreated, ...clients.map(toClientFact));
  }

  /** @throws DomainError `client.not_found`, `version_conflict` */
  async change(actor: Actor, { clientId, expectedVersion, update, now }: ClientChangeRequest): Promise<ClientDocument> {
    const filter = visible(actor, { _id: clientId });
    const $set = { ...update, updatedAt: now };
    const changed = await changeVersioned(this.clients, { filter, expectedVersion, update: { $set } });
    if (!changed) throw new DomainError('client.not_found', { clientId });
    this.outbox.add(clientChanged, toClientFact(changed));
    return changed;
  }
}
