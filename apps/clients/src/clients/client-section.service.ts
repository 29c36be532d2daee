import { Injectable } from '@nestjs/common';
import type { Actor, ClientSection, ContactPerson, RpcInput, getClientSection } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { calendarDay } from '../contact-persons/calendar-day.ts';
import { toContactPerson } from '../contact-persons/contact-person.mapper.ts';
import { ContactPersonRepository, type PersonsOf } from '../contact-persons/contact-person.repository.ts';
import { toClientSection } from './client-section.mapper.ts';
import { ClientSectionRepository } from './client-section.repository.ts';

const SHOWN_PERSONS = 50;

/** Answers this service's part of the client card: the call that is made most of all. */
@Injectable()
export class ClientSectionService {
  constructor(
    private readonly sections: ClientSectionRepository,
    private readonly persons: ContactPersonRepository,
    private readonly clock: Clock,
  ) {}

  async section(actor: Actor, { clientId }: RpcInput<typeof getClientSection>): Promise<ClientSection> {
    const today = calendarDay(this.clock.now(), actor.timeZone);
    const section = toClientSection(await this.sections.get(actor, { clientId, today, persons: SHOWN_PERSONS }));
    return section.contactPersons.length < SHOWN_PERSONS ? section : this.withRest(section, { clientId, today });
  }

  /** Of very many contact persons the section holds the first by name: the primary one may be another. */
  private async withRest(section: ClientSection, of: PersonsOf): Promise<ClientSection> {
    const [primary, contactPersons] = await Promise.all([this.persons.primary(of), this.persons.count(of)]);
    return {
      ...section,
      contactPersons: primary
        ? beginningWith(toContactPerson(primary), section.contactPersons)
        : section.contactPersons,
      counts: { ...section.counts, contactPersons },
    };
  }
}

const beginningWith = (first: ContactPerson, persons: readonly ContactPerson[]): ContactPerson[] =>
  [first, ...persons.filter(({ id }) => id !== first.id)].slice(0, SHOWN_PERSONS);
