import { Injectable } from '@nestjs/common';
import { SectionSource, type SectionToKeep, shapeOf } from '@crm/card-sections';
import {
  type AnyEventContract,
  clientCreated,
  ClientSection,
  ContactPersonFact,
  type EventSubject,
} from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { calendarDay } from '../contact-persons/calendar-day.ts';
import {
  type ClientSectionFacts,
  isOfDay,
  lastDayTogether,
  primaryAmong,
  SHOWN_PERSONS,
  toCommonPart,
} from './client-section.ts';
import { ClientSectionRepository } from './client-section.repository.ts';

/** The zones in which a day begins last and first on earth. */
const LAST_ZONE = 'Etc/GMT+12';
const FIRST_ZONE = 'Etc/GMT-14';

/** What all see of a client who see him: himself, and who is to be talked to. */
@Injectable()
export class ClientSectionSource extends SectionSource<ClientSectionFacts> {
  readonly service = 'clients';
  readonly shape = shapeOf(ClientSection);

  constructor(
    private readonly sections: ClientSectionRepository,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** Of a client who is new nobody can have built a section. */
  clientsOf(event: AnyEventContract, data: EventSubject): readonly string[] {
    if (event.aggregate === 'contact-person') return ContactPersonFact.parse(data).clientIds;
    return event.aggregate === 'client' && event !== clientCreated ? [data.id] : [];
  }

  /** The card of a client names his parent, and counts his subsidiaries, those that the reader sees. */
  override async concernedBy(clientIds: readonly string[]): Promise<readonly string[]> {
    return [...new Set([...clientIds, ...(await this.sections.relativesOf(clientIds))])];
  }

  /** For whoever has the earliest day on earth, so that it is right everywhere unless somebody leaves just now. */
  async build(clientId: string): Promise<SectionToKeep<ClientSectionFacts>> {
    const made = await this.on(calendarDay(this.clock.now(), LAST_ZONE), clientId);
    return { ...made, lasting: this.isCurrent(made.facts) };
  }

  override isCurrent(facts: ClientSectionFacts): boolean {
    return isOfDay(facts, () => calendarDay(this.clock.now(), FIRST_ZONE));
  }

  /** The section as it is on this calendar day. @throws DomainError `client.not_found` */
  async on(day: string, clientId: string): Promise<Omit<SectionToKeep<ClientSectionFacts>, 'lasting'>> {
    const wanted = { clientId, day, limit: SHOWN_PERSONS };
    const found = await this.sections.get(wanted);
    const isWhole = found.persons.length < SHOWN_PERSONS;
    // Of very many contact persons the first by name have been read: the primary one may be another.
    const primary = isWhole ? primaryAmong(found) : await this.sections.primary(wanted);
    const shown = toCommonPart(found, primary);
    const facts = {
      readers: found.readers.map((key) => key.toHexString()),
      ownerId: shown.client.ownerId,
      sectorId: shown.client.sectorId,
      parentId: shown.client.parentId,
      subsidiaries: found.subsidiaries[0]?.count ?? 0,
      contactPersons: isWhole ? found.persons.length : await this.sections.count(wanted),
      firstDay: day,
      lastDay: isWhole ? lastDayTogether(found) : await this.sections.firstToLeave(wanted),
    };
    return { shown, mentions: [shown.client.ownerId], facts };
  }
}
