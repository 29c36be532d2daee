import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type { Actor, LoadResult, RpcInput, loadContactPersons } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { Transaction, newId } from '@crm/persistence';
import { ClientRepository } from '../clients/client.repository.ts';
import { distinctKeys } from '../loading/distinct-keys.ts';
import { planLoad } from '../loading/load-plan.ts';
import { primaryClientIds } from './affiliations.ts';
import { contactPersonsToStore } from './contact-person-load.ts';
import { toContactPersonDocument } from './contact-person.mapper.ts';
import { ContactPersonRepository } from './contact-person.repository.ts';

@Injectable()
export class ContactPersonLoadService {
  constructor(
    private readonly persons: ContactPersonRepository,
    private readonly clients: ClientRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  load(actor: Actor, { rows }: RpcInput<typeof loadContactPersons>): Promise<LoadResult> {
    requirePermission(actor, 'load');
    return this.transaction.run(async () => {
      const known = await this.persons.idsByExternalId(distinctKeys(rows.map(({ externalId }) => externalId)));
      const clientKeys = rows.flatMap(({ affiliations }) => affiliations.map((place) => place.clientExternalId));
      const clients = await this.clients.byExternalIds(distinctKeys(clientKeys));
      const clientIds = new Map(clients.map(({ externalId, id }) => [externalId, id]));
      const plan = planLoad(rows, known, newId);
      const toStore = contactPersonsToStore(plan, clientIds);

      const now = this.clock.now();
      await this.persons.withdrawPrimary(
        toStore.flatMap(({ person }) => primaryClientIds(person.affiliations)),
        now,
      );
      await this.persons.insert(
        toStore.map(({ person, ...keys }) => toContactPersonDocument(person, { ...keys, now })),
      );
      return plan.result;
    });
  }
}
