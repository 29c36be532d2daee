import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { cardMarks } from './marks/card-marks.ts';
import { CardTeller } from './marks/card-teller.ts';
import { UnmarkedChanges } from './marks/unmarked-changes.ts';
import { CardSections } from './card-sections.ts';
import { SectionRebuild } from './section-rebuild.ts';
import { SectionUpkeep } from './section-upkeep.ts';
import { SectionSource } from './section-source.ts';
import { TouchedClients } from './touched-clients.ts';

/** Keeps the sections of a service, which says what they show. */
@Module({})
export class CardSectionsModule {
  /** @param reads what the source reads the records with. */
  static of(source: Type<SectionSource>, reads: readonly Provider[]): DynamicModule {
    return {
      module: CardSectionsModule,
      global: true,
      providers: [
        source,
        { provide: SectionSource, useExisting: source },
        ...reads,
        cardMarks,
        TouchedClients,
        CardSections,
        CardTeller,
        UnmarkedChanges,
        SectionUpkeep,
        SectionRebuild,
      ],
      exports: [CardSections, source, ...reads],
    };
  }
}
