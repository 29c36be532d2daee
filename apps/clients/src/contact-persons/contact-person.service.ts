import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type {
  Actor,
  Affiliation,
  NewContactPerson,
  RpcInput,
  RpcOutput,
  changeContactPerson,
  createContactPerson,
  getContactPerson,
  listContactPersons,
} from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { Transaction, newId, requireVersion } from '@crm/persistence';
import { ClientRepository } from '../clients/client.repository.ts';
import { assertHiddenUntouched, assertMayWrite, clientsThatShow, primaryClientIds } from './affiliations.ts';
import { calendarDay } from './calendar-day.ts';
import { changeOfContactPerson, newContactPerson } from './contact-person.ts';
import { toAffiliations, toContactPerson, toContactPersonDocument } from './contact-person.mapper.ts';
import { ContactPersonRepository } from './contact-person.repository.ts';
import type { ContactPersonDocument } from './contact-person.schema.ts';

@Injectable()
export class ContactPersonService {
  constructor(
    private readonly persons: ContactPersonRepository,
    private readonly clients: ClientRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  create(actor: Actor, facts: NewContactPerson): Promise<RpcOutput<typeof createContactPerson>> {
    requirePermission(actor, 'write');
    return this.transaction.run(async () => {
      const now = this.clock.now();
      const person = newContactPerson(facts);
      await this.assertMayTouch(actor, [], facts.affiliations);

      const document = toContactPersonDocument(person, { id: newId(), now });
      await this.persons.withdrawPrimary(primaryClientIds(facts.affiliations), now);
      await this.persons.insert([document]);
      return toContactPerson(document);
    });
  }

  change(
    actor: Actor,
    { contactPersonId, expectedVersion, change }: RpcInput<typeof changeContactPerson>,
  ): Promise<RpcOutput<typeof changeContactPerson>> {
    requirePermission(actor, 'write');
    return this.transaction.run(async () => {
      const now = this.clock.now();
      const update = changeOfContactPerson(change);
      const person = await this.visible(actor, contactPersonId);
      requireVersion(person, expectedVersion, toContactPerson);
      const before = toAffiliations(person);
      const after = change.affiliations ?? before;
      await this.assertMayTouch(actor, before, after);

      const had = primaryClientIds(before);
      await this.persons.withdrawPrimary(
        primaryClientIds(after).filter((id) => !had.includes(id)),
        now,
      );
      const formerClientIds = before.map(({ clientId }) => clientId);
      const request = { contactPersonId, expectedVersion, update, formerClientIds, now };
      return toContactPerson(await this.persons.change(request));
    });
  }

  async get(
    actor: Actor,
    { contactPersonId }: RpcInput<typeof getContactPerson>,
  ): Promise<RpcOutput<typeof getContactPerson>> {
    return toContactPerson(await this.visible(actor, contactPersonId));
  }

  async list(
    actor: Actor,
    { clientId, ...request }: RpcInput<typeof listContactPersons>,
  ): Promise<RpcOutput<typeof listContactPersons>> {
    const seen = await this.clients.visibleIds(actor, [clientId]);
    if (!seen.has(clientId)) throw new DomainError('client.not_found', { clientId });
    const page = await this.persons.page({ clientId, today: this.today(actor) }, request);
    return { ...page, data: page.data.map(toContactPerson) };
  }

  /** @throws DomainError `contact_person.not_found`, also for a person none of whose clients the actor may see. */
  private async visible(actor: Actor, contactPersonId: string): Promise<ContactPersonDocument> {
    const person = await this.persons.get(contactPersonId);
    const seen = await this.clients.visibleIds(actor, clientsThatShow(toAffiliations(person), this.today(actor)));
    if (seen.size === 0) throw new DomainError('contact_person.not_found', { contactPersonId });
    return person;
  }

  private async assertMayTouch(
    actor: Actor,
    before: readonly Affiliation[],
    after: readonly Affiliation[],
  ): Promise<void> {
    const clientIds = [...new Set([...before, ...after].map(({ clientId }) => clientId))];
    assertHiddenUntouched(before, after, await this.clients.visibleIds(actor, clientIds));
    assertMayWrite(before, after, await this.clients.changeableIds(actor, clientIds));
  }

  private today({ timeZone }: Actor): string {
    return calendarDay(this.clock.now(), timeZone);
  }
}
