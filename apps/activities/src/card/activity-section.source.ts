import { Injectable } from '@nestjs/common';
import { SectionSource, type SectionToKeep, shapeOf } from '@crm/card-sections';
import {
  ActivitiesSection,
  ActivityFact,
  type AnyEventContract,
  CommitmentFact,
  type EventSubject,
} from '@crm/contracts';
import { mentionedIn, SHOWN, toSection } from './card-section.ts';
import { CardSectionRepository } from './card-section.repository.ts';

export interface ActivitySectionFacts {
  /** Who sees a private task that this section leaves out. */
  readonly privateTo: readonly string[];
}

/** The history and the plans of a client on his card, as everybody sees them: without any private task. */
@Injectable()
export class ActivitySectionSource extends SectionSource<ActivitySectionFacts> {
  readonly service = 'activities';
  readonly shape = shapeOf(ActivitiesSection);

  constructor(private readonly sections: CardSectionRepository) {
    super();
  }

  clientsOf({ aggregate }: AnyEventContract, data: EventSubject): readonly string[] {
    if (aggregate === 'commitment') return [CommitmentFact.parse(data).clientId];
    if (aggregate !== 'activity') return [];
    const { clientId } = ActivityFact.parse(data);
    return clientId === null ? [] : [clientId];
  }

  async build(clientId: string): Promise<SectionToKeep<ActivitySectionFacts>> {
    const [stored, privateTo] = await Promise.all([
      this.sections.of(clientId, { reader: 'anybody', limit: SHOWN }),
      this.sections.readersOfPrivate(clientId),
    ]);
    const shown = toSection(stored);
    return { shown, mentions: mentionedIn(shown), facts: { privateTo }, lasting: true };
  }
}
