import { Injectable } from '@nestjs/common';
import { currentActor, isReadBy, onBehalfOf, type Placed } from '@crm/access';
import type { Actor, ClientFact, MadeOnBehalf, StandIn } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Projections } from '@crm/outbox';
import { KnownClientRepository } from './known-client.repository.ts';
import type { KnownClient } from './known-client.schema.ts';

/** Whose something new is, and in whose place it was made; null when the actor works for himself. */
export interface NewWork {
  readonly ownerId: string;
  readonly departmentId: string;
  readonly madeOnBehalf: MadeOnBehalf | null;
}

@Injectable()
export class KnownClientService {
  constructor(
    private readonly clients: KnownClientRepository,
    private readonly projections: Projections,
  ) {}

  /** Keeps what the clients service has told, within the transaction under way. */
  remember(client: ClientFact): void {
    this.projections.take(this.clients.name, 'client', client);
  }

  /**
   * In one read: between two of them the client could become known, and be refused to the one who has just made him.
   *
   * @throws DomainError `client.not_found` for a client who is known to be out of the actor's reach.
   */
  async requireReach(actor: Actor, clientId: string): Promise<void> {
    const client = await this.clients.find(clientId);
    if (!client) return;
    const keys = client.readers.map((key) => key.toHexString());
    const [ownerId, sectorId] = [client.ownerId.toHexString(), client.sectorId?.toHexString() ?? null];
    if (!isReadBy(actor, 'client.read', { keys, ownerId, sectorId })) {
      throw new DomainError('client.not_found', { clientId });
    }
  }

  /** Whether the actor reads the client, as far as it has been told. */
  isSeen(actor: Actor, clientId: string): Promise<boolean> {
    return this.clients.isSeen(actor, clientId);
  }

  /**
   * Who asks, with the clients whom he looks after for absent colleagues: records say with which client they are, and not of
   * which sector he is.
   */
  currentActor(): Promise<Actor> {
    return this.withPortfolios(currentActor());
  }

  /** The same of anybody. Most act for nobody, or for somebody in everything, and nothing is asked. */
  async withPortfolios(actor: Actor): Promise<Actor> {
    if (actor.standsInFor.every(({ sectorIds }) => sectorIds === null)) return actor;
    return { ...actor, standsInFor: await Promise.all(actor.standsInFor.map((one) => this.withPortfolio(one))) };
  }

  /**
   * In whose place the actor works on a record: in that of its owner, or, where the record is the actor's own, in that of the
   * owner of its client. Null when he works for himself.
   */
  async madeOnBehalf(
    actor: Actor,
    { ownerId, clientId = null }: Pick<Placed, 'ownerId' | 'clientId'>,
  ): Promise<MadeOnBehalf | null> {
    if (actor.standsInFor.length === 0) return null;
    const absent = onBehalfOf(actor, { ownerId, clientId }) ?? (await this.ownerOf(actor, clientId));
    return absent ? { substituteId: actor.employeeId, absentId: absent.employeeId } : null;
  }

  /**
   * Whose something new with a client is that has to be done: the actor's own, or, while he acts in the place of the client's
   * owner, that owner's from the beginning, so that it is his when the substitution is over and nothing has to be moved then.
   *
   * @param departmentId where the actor works.
   */
  async newWork(
    actor: Actor,
    { clientId, departmentId }: { readonly clientId: string | null; readonly departmentId: string },
  ): Promise<NewWork> {
    const own = { ownerId: actor.employeeId, departmentId, madeOnBehalf: null };
    if (actor.standsInFor.length === 0 || clientId === null) return own;
    const client = await this.clients.find(clientId);
    const absent = client && absentOwner(actor, client);
    if (!absent) return own;
    const madeOnBehalf = { substituteId: actor.employeeId, absentId: absent.employeeId };
    return { ownerId: absent.employeeId, departmentId: client.departmentId.toHexString(), madeOnBehalf };
  }

  private async ownerOf(actor: Actor, clientId: string | null) {
    const client = clientId === null ? null : await this.clients.find(clientId);
    return client ? absentOwner(actor, client) : undefined;
  }

  private async withPortfolio(standIn: StandIn): Promise<StandIn> {
    const { employeeId, sectorIds } = standIn;
    return sectorIds === null
      ? standIn
      : { ...standIn, ...{ clientIds: await this.clients.idsIn(employeeId, sectorIds) } };
  }
}

/** The owner of the client, while the actor acts in his place. */
const absentOwner = (actor: Actor, { ownerId, sectorId }: KnownClient) =>
  onBehalfOf(actor, { ownerId: ownerId.toHexString(), sectorId: sectorId?.toHexString() ?? null });
