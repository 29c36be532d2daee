import { Injectable } from '@nestjs/common';
import { isSystem } from '@crm/access';
import { CardSections, toPrebuilt, writeNote } from '@crm/card-sections';
import type { ActivitiesSection, Actor } from '@crm/contracts';
import { Prebuilt } from '@crm/messaging';
import type { ActivitySectionFacts } from './activity-section.source.ts';
import { mentionedIn, SHOWN, toSection } from './card-section.ts';
import { CardSectionRepository } from './card-section.repository.ts';

@Injectable()
export class CardSectionService {
  constructor(
    private readonly sections: CardSections<ActivitySectionFacts>,
    private readonly records: CardSectionRepository,
  ) {}

  /**
   * What the card of a client shows; the clients service has decided that the reader may see the client. Who has a private
   * task with him gets a section of his own, made of the records: nothing is cut out of one that is kept.
   */
  async of(actor: Actor, clientId: string): Promise<Prebuilt<ActivitiesSection>> {
    const ready = await this.sections.get(clientId);
    const { privateTo } = ready.facts;
    const { employeeId } = actor;
    const seesMore = isSystem(actor) ? privateTo.length > 0 : privateTo.includes(employeeId);
    if (!seesMore) return toPrebuilt(ready);
    const reader = isSystem(actor) ? 'our own program' : { employeeId };
    const own = toSection(await this.records.of(clientId, { reader, limit: SHOWN }));
    return Prebuilt.of(own, writeNote({ mentions: [...new Set(mentionedIn(own))], lasting: true }));
  }
}
