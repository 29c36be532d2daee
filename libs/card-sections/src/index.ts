export { type CardSection, cardSectionSchema } from './card-section.schema.ts';
export { CardSections, type ReadySection, toPrebuilt } from './card-sections.ts';
export { CardSectionsModule } from './card-sections.module.ts';
export { SectionSource, type SectionToKeep, shapeOf } from './section-source.ts';
