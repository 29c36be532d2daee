import { Injectable } from '@nestjs/common';
import type { ActivitiesSection, Actor } from '@crm/contracts';
import { toListItem } from '../activities/activity.mapper.ts';
import { toCommitment } from '../commitments/commitment.mapper.ts';
import { CardSectionRepository } from './card-section.repository.ts';

const SHOWN = 20;

@Injectable()
export class CardSectionService {
  constructor(private readonly sections: CardSectionRepository) {}

  /** What the card of a client shows; the clients service has decided that the reader may see the client. */
  async of(actor: Actor, clientId: string): Promise<ActivitiesSection> {
    const { planned, completed, commitments } = await this.sections.of(actor, clientId, SHOWN);
    return {
      planned: planned.first.map(toListItem),
      completed: completed.first.map(toListItem),
      commitments: commitments.first.map(toCommitment),
      counts: { planned: planned.count, completed: completed.count, openCommitments: commitments.count },
    };
  }
}
