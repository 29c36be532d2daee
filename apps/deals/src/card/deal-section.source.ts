import { Injectable } from '@nestjs/common';
import { SectionSource, type SectionToKeep, shapeOf } from '@crm/card-sections';
import { type AnyEventContract, DealFact, DealsSection, type EventSubject } from '@crm/contracts';
import { DealSectionRepository } from './deal-section.repository.ts';

/** The deals of a client on his card: the same for everybody who sees the client. */
@Injectable()
export class DealSectionSource extends SectionSource<null> {
  readonly service = 'deals';
  readonly shape = shapeOf(DealsSection);

  constructor(private readonly sections: DealSectionRepository) {
    super();
  }

  clientsOf({ aggregate }: AnyEventContract, data: EventSubject): readonly string[] {
    if (aggregate !== 'deal') return [];
    const { clientId } = DealFact.parse(data);
    return clientId === null ? [] : [clientId];
  }

  async build(clientId: string): Promise<SectionToKeep<null>> {
    const shown = await this.sections.section(clientId);
    return { shown, mentions: shown.open.map(({ ownerId }) => ownerId), facts: null, lasting: true };
  }
}
