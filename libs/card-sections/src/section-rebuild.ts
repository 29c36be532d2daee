import { Injectable } from '@nestjs/common';
import type { Fact } from '@crm/contracts';
import { type Projection, Projections } from '@crm/outbox';
import { CardSections } from './card-sections.ts';
import { SectionSource } from './section-source.ts';

/**
 * `crm rebuild card-sections`: builds what is missing or of an older shape for all clients, so that nobody waits for it. It
 * has the form of a projection, and so the progress, the resuming and the command of one; but each section is stored by
 * itself, as when somebody asks for it.
 */
@Injectable()
export class SectionRebuild implements Projection {
  readonly name: string;
  readonly teller = 'clients';
  readonly kinds = ['client'];

  constructor(
    source: SectionSource,
    private readonly sections: CardSections<unknown>,
    projections: Projections,
  ) {
    this.name = `${source.service}.card-sections`;
    projections.add(this);
  }

  prepare(_kind: string, facts: readonly Fact[]): Promise<void> {
    return this.sections.complete(facts.map(({ id }) => id));
  }

  async apply(): Promise<void> {}

  /** Clients are never deleted, so no section is left over. */
  async removeOlder(): Promise<number> {
    return 0;
  }
}
