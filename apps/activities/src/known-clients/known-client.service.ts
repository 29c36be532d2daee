import { Injectable } from '@nestjs/common';
import type { Actor, ClientFact } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Projections } from '@crm/outbox';
import { KnownClientRepository, knownClients } from './known-client.repository.ts';

@Injectable()
export class KnownClientService {
  constructor(
    private readonly clients: KnownClientRepository,
    private readonly projections: Projections,
  ) {}

  /** Keeps what the clients service has told, within the transaction under way. */
  remember(client: ClientFact): void {
    this.projections.take(knownClients, 'client', client);
  }

  /** @throws DomainError `client.not_found` for a client who is known to be out of the actor's reach. */
  async requireReach(actor: Actor, clientId: string): Promise<void> {
    if (await this.clients.isSeen(actor, clientId)) return;
    if (await this.clients.isKnown(clientId)) throw new DomainError('client.not_found', { clientId });
  }

  /** Whether the actor reads the client, as far as it has been told. */
  isSeen(actor: Actor, clientId: string): Promise<boolean> {
    return this.clients.isSeen(actor, clientId);
  }
}
