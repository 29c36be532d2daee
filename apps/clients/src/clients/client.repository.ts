import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { reachesMany } from '@crm/access';
import { CardSections } from '@crm/card-sections';
import {
  type Actor,
  clientChanged,
  clientCreated,
  type ClientFilter,
  type ClientGrant,
  type TeamMember,
} from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Outbox } from '@crm/outbox';
import { type Page, changeVersioned, cursorPage } from '@crm/persistence';
import { type Model, trusted, type Types } from 'mongoose';
import type { z } from 'zod';
import type { ClientUpdate } from './client.ts';
import { changeable, mayChange, ofWhose, readersOf, visible } from './client-access.ts';
import { requested } from './client-filter.ts';
import { toClientFact, toClientSharing } from './client.mapper.ts';
import { type Ancestor, MAX_DEPTH } from './client-parent.ts';
import type { ClientDocument } from './client.schema.ts';

const sorts = {
  name: { field: 'sortName', direction: 'asc' },
  '-updatedAt': { field: 'updatedAt', direction: 'desc' },
} as const;

/** The indexes of the orders by themselves. */
const inOrder = {
  name: { sortName: 1, _id: 1 },
  '-updatedAt': { updatedAt: -1, _id: -1 },
} as const;

/** A department takes two stretches of the index: what belongs to it, and what was shown to it. */
const isWide = (actor: Actor): boolean => reachesMany(actor, 'client.read', 2);

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

/** What a step in sharing leaves. */
export interface Shared {
  readonly team: readonly TeamMember[];
  readonly grants: readonly ClientGrant[];
}

export interface ClientChangeRequest {
  readonly clientId: string;
  readonly expectedVersion: number | undefined;
  readonly update: ClientUpdate;
  /** As it is stored before the change. */
  readonly formerParentId: ClientDocument['parentId'];
  readonly now: Date;
}

/** Clients, each change together with its event. */
@Injectable()
export class ClientRepository {
  constructor(
    @InjectModel('Client') private readonly clients: Model<ClientDocument>,
    private readonly outbox: Outbox,
    private readonly cards: CardSections<unknown>,
  ) {}

  /** @throws DomainError `client.not_found`, also for a client whom the actor may not see. */
  async get(actor: Actor, clientId: string): Promise<ClientDocument> {
    const filter = visible(actor, { _id: clientId });
    const client = await this.clients.findOne(filter, { words: 0, sortName: 0 }).lean<ClientDocument>();
    if (!client) throw new DomainError('client.not_found', { clientId });
    return client;
  }

  /**
   * The client, whom the actor is about to change.
   *
   * @throws DomainError `client.not_found`; `forbidden` when he may see him only.
   */
  async getToChange(actor: Actor, clientId: string): Promise<ClientDocument> {
    const client = await this.get(actor, clientId);
    if (!mayChange(actor, client)) throw new DomainError('forbidden', { clientId });
    return client;
  }

  page(actor: Actor, request: z.output<typeof ClientFilter>): Promise<Page<ClientDocument>> {
    const { limit, cursor, count, sort } = request;
    const conditions = [...ofWhose(actor, request.whose), ...requested(request)];
    const filter = visible(actor, ...conditions);
    const query = { model: this.clients, filter, sort: sorts[sort], limit, cursor, count, projection: listed };
    return cursorPage({ ...query, hint: conditions.length === 0 && isWide(actor) ? inOrder[sort] : undefined });
  }

  /** Which of these clients the actor may see. */
  async visibleIds(actor: Actor, ids: readonly string[]): Promise<Set<string>> {
    const filter = visible(actor, { _id: trusted({ $in: ids }) });
    const seen = await this.clients.find(filter, { _id: 1 }).lean();
    return new Set(seen.map(({ _id }) => _id.toHexString()));
  }

  /** Which of these clients the actor may change. */
  async changeableIds(actor: Actor, ids: readonly string[]): Promise<Set<string>> {
    const filter = visible(actor, changeable(actor), { _id: trusted({ $in: ids }) });
    const found = await this.clients.find(filter, { _id: 1 }).lean();
    return new Set(found.map(({ _id }) => _id.toHexString()));
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
    this.touchParents(...clients.map(({ parentId }) => parentId));
  }

  /** @throws DomainError `client.not_found`, `version_conflict` */
  async change(actor: Actor, request: ClientChangeRequest): Promise<ClientDocument> {
    const { clientId, expectedVersion, update, formerParentId, now } = request;
    const filter = visible(actor, changeable(actor), { _id: clientId });
    const $set = { ...update, updatedAt: now };
    const changed = await changeVersioned(this.clients, { filter, expectedVersion, update: { $set } });
    if (!changed) throw new DomainError('client.not_found', { clientId });
    this.outbox.add(clientChanged, toClientFact(changed));
    if (String(changed.parentId) !== String(formerParentId)) this.touchParents(changed.parentId, formerParentId);
    return changed;
  }

  /** Stores who works with the client and reads him, who was read in the same transaction. @throws DomainError `version_conflict` */
  async share(client: ClientDocument, { team, grants }: Shared, now: Date): Promise<ClientDocument> {
    const { _id, version } = client;
    const readers = readersOf({ ...toClientSharing(client), team, grants });
    const $set = { team, grants, readers, updatedAt: now };
    const changed = await changeVersioned(this.clients, {
      filter: { _id },
      expectedVersion: version,
      update: { $set },
    });
    if (!changed) throw new DomainError('client.not_found', { clientId: _id.toHexString() });
    this.outbox.add(clientChanged, toClientFact(changed));
    return changed;
  }

  /** Their cards say how many subsidiaries they have. */
  private touchParents(...parentIds: (Types.ObjectId | null)[]): void {
    this.cards.touch(parentIds.flatMap((id) => (id ? [id.toHexString()] : [])));
  }
}
