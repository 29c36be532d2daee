import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type {
  Actor,
  NewClient,
  RpcInput,
  RpcOutput,
  changeClient,
  createClient,
  getClient,
  listClients,
  nameClients,
} from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { Transaction, newId, requireVersion } from '@crm/persistence';
import { changeOfClient, newClient } from './client.ts';
import { toClient, toClientDocument, toClientListItem } from './client.mapper.ts';
import { ClientReferences } from './client-references.ts';
import { ClientRepository } from './client.repository.ts';

@Injectable()
export class ClientService {
  constructor(
    private readonly clients: ClientRepository,
    private readonly references: ClientReferences,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  create(actor: Actor, { ownerId, ...facts }: NewClient): Promise<RpcOutput<typeof createClient>> {
    requirePermission(actor, 'write');
    return this.transaction.run(async () => {
      const now = this.clock.now();
      const owner = await this.references.owner(ownerId ?? actor.employeeId);
      const client = newClient(facts, owner);
      await this.references.assertClassified(facts);
      if (facts.parentId) await this.references.assertParent({ id: null, kind: facts.kind }, facts.parentId);

      const document = toClientDocument(client, { id: newId(), now });
      await this.clients.insert([document]);
      return toClient(document);
    });
  }

  change(
    actor: Actor,
    { clientId, expectedVersion, change }: RpcInput<typeof changeClient>,
  ): Promise<RpcOutput<typeof changeClient>> {
    requirePermission(actor, 'write');
    return this.transaction.run(async () => {
      const now = this.clock.now();
      const client = await this.clients.getToChange(actor, clientId);
      requireVersion(client, expectedVersion, toClient);
      const { kind, parentId: formerParentId } = client;
      const update = changeOfClient(kind, change);
      await this.references.assertClassified(change);
      if (change.parentId) await this.references.assertParent({ id: clientId, kind }, change.parentId);

      return toClient(await this.clients.change(actor, { clientId, expectedVersion, update, formerParentId, now }));
    });
  }

  async get(actor: Actor, { clientId }: RpcInput<typeof getClient>): Promise<RpcOutput<typeof getClient>> {
    return toClient(await this.clients.get(actor, clientId));
  }

  async list(actor: Actor, request: RpcInput<typeof listClients>): Promise<RpcOutput<typeof listClients>> {
    const page = await this.clients.page(actor, request);
    return { ...page, data: page.data.map((client) => toClientListItem(client, actor)) };
  }

  async name({ ids }: RpcInput<typeof nameClients>): Promise<RpcOutput<typeof nameClients>> {
    return { data: await this.clients.names(ids) };
  }
}
