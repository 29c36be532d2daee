import { Injectable } from '@nestjs/common';
import { isReadBy, scopeOf } from '@crm/access';
import { CardSections, type ReadySection, writeNote } from '@crm/card-sections';
import type { Actor, ClientSection } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { Prebuilt } from '@crm/messaging';
import { calendarDay } from '../contact-persons/calendar-day.ts';
import { type ClientSectionFacts, isOfDay, joined, type Surroundings } from './client-section.ts';
import { ClientSectionRepository } from './client-section.repository.ts';
import { ClientSectionSource } from './client-section.source.ts';

/** Answers this service's part of the client card, and with it whether the reader sees the card at all. */
@Injectable()
export class ClientSectionService {
  constructor(
    private readonly sections: CardSections<ClientSectionFacts>,
    private readonly source: ClientSectionSource,
    private readonly records: ClientSectionRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `client.not_found`, also for a client whom the actor may not see. */
  async of(actor: Actor, clientId: string): Promise<Prebuilt<ClientSection>> {
    const ready = await this.sections.get(clientId);
    const { readers: keys, ownerId, sectorId } = ready.facts;
    if (!isReadBy(actor, 'client.read', { keys, ownerId, sectorId })) {
      throw new DomainError('client.not_found', { clientId });
    }
    const { json, mentions, facts } = await this.forDayOf(actor, clientId, ready);
    const rest = await this.surroundings(actor, clientId, facts);
    // Somebody leaves on a day, which no change of a record tells of.
    const lasting = ready.facts.lastDay === null;
    return new Prebuilt(joined(json, rest), writeNote({ mentions, lasting }));
  }

  /** A contact person who leaves today has left already where the day is over. */
  private async forDayOf(
    actor: Actor,
    clientId: string,
    ready: ReadySection<ClientSectionFacts>,
  ): Promise<ReadySection<ClientSectionFacts>> {
    const today = (): string => calendarDay(this.clock.now(), actor.timeZone);
    if (isOfDay(ready.facts, today)) return ready;
    const { shown, ...made } = await this.source.on(today(), clientId);
    return { ...made, json: Buffer.from(JSON.stringify(shown)) };
  }

  private async surroundings(actor: Actor, clientId: string, facts: ClientSectionFacts): Promise<Surroundings> {
    const { parentId, contactPersons } = facts;
    const [parent, subsidiaries] = await Promise.all([
      parentId === null ? null : this.records.nameOf(parentId).then((name) => ({ id: parentId, name })),
      this.subsidiaries(actor, clientId, facts),
    ]);
    return { parent, counts: { contactPersons, subsidiaries } };
  }

  private async subsidiaries(actor: Actor, clientId: string, { subsidiaries }: ClientSectionFacts): Promise<number> {
    if (subsidiaries === 0 || scopeOf(actor, 'client.read') === 'all') return subsidiaries;
    return this.records.countSubsidiaries(actor, clientId);
  }
}
