import { Injectable } from '@nestjs/common';
import type { Actor, ClientSection, RpcInput, getClientSection } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { calendarDay } from '../contact-persons/calendar-day.ts';
import { toContactPerson } from '../contact-persons/contact-person.mapper.ts';
import { ContactPersonRepository, type PersonsOf } from '../contact-persons/contact-person.repository.ts';
import type { ContactPersonDocument } from '../contact-persons/contact-person.schema.ts';
import { EmployeeRepository } from '../employees/employee.repository.ts';
import type { ClientDocument } from './client.schema.ts';
import { toClient } from './client.mapper.ts';
import { ClientRepository } from './client.repository.ts';

const SHOWN_PERSONS = 50;

/** Answers this service's part of the client card: the call that is made most of all. */
@Injectable()
export class ClientSectionService {
  constructor(
    private readonly clients: ClientRepository,
    private readonly persons: ContactPersonRepository,
    private readonly employees: EmployeeRepository,
    private readonly clock: Clock,
  ) {}

  async section(actor: Actor, { clientId }: RpcInput<typeof getClientSection>): Promise<ClientSection> {
    const [seen, persons, subsidiaries] = await Promise.all([
      this.clientWithNames(actor, clientId),
      this.personsOf({ clientId, today: calendarDay(this.clock.now(), actor.timeZone) }),
      this.clients.countSubsidiaries(actor, clientId),
    ]);
    return {
      client: toClient(seen.client),
      parent: seen.parent,
      owner: seen.owner,
      contactPersons: persons.shown.map(toContactPerson),
      counts: { contactPersons: persons.count, subsidiaries },
    };
  }

  private async clientWithNames(actor: Actor, clientId: string) {
    const client = await this.clients.get(actor, clientId);
    const [parent, owner] = await Promise.all([this.parentOf(client), this.ownerOf(client)]);
    return { client, parent, owner };
  }

  private async parentOf({ parentId }: ClientDocument): Promise<ClientSection['parent']> {
    if (!parentId) return null;
    const [parent] = await this.clients.names([parentId.toHexString()]);
    return parent ?? null;
  }

  private async ownerOf({ ownerId }: ClientDocument): Promise<ClientSection['owner']> {
    const id = ownerId.toHexString();
    const [owner] = await this.employees.names([id]);
    return owner ?? { id, name: '' };
  }

  /** Only a client with very many contact persons costs more than one read. */
  private async personsOf(of: PersonsOf): Promise<{ shown: ContactPersonDocument[]; count: number }> {
    const first = await this.persons.first(of, SHOWN_PERSONS);
    if (first.length < SHOWN_PERSONS) return { shown: primaryFirst(first, of.clientId), count: first.length };

    const [primary, count] = await Promise.all([this.persons.primary(of), this.persons.count(of)]);
    const others = first.filter(({ _id }) => !primary?._id.equals(_id));
    return { shown: [...(primary ? [primary] : []), ...others].slice(0, SHOWN_PERSONS), count };
  }
}

function primaryFirst(persons: readonly ContactPersonDocument[], clientId: string): ContactPersonDocument[] {
  const isPrimary = ({ primaryOf }: ContactPersonDocument): boolean =>
    primaryOf.some((id) => id.toHexString() === clientId);
  return [...persons.filter(isPrimary), ...persons.filter((person) => !isPrimary(person))];
}
