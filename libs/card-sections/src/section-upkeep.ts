import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Outbox } from '@crm/outbox';
import { CardSections } from './card-sections.ts';
import { SectionSource } from './section-source.ts';

/** Takes sections away as soon as an event tells of a change of what they show: no record changes without its event. */
@Injectable()
export class SectionUpkeep implements OnModuleInit {
  constructor(
    private readonly source: SectionSource,
    private readonly sections: CardSections<unknown>,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.outbox.onTold((event, data) => this.sections.touch(this.source.clientsOf(event, data)));
  }
}
