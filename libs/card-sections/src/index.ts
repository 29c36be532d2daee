export { type CardSection, cardSectionSchema } from './card-section.schema.ts';
export { CardSections, type ReadySection, toPrebuilt } from './card-sections.ts';
export { CardSectionsModule } from './card-sections.module.ts';
export { SectionSource, type SectionToKeep, shapeOf } from './section-source.ts';
export { CardMarks, cardMarks, KEPT_SECONDS, LEASE_MS, prefixOf, type SectionMarks } from './marks/card-marks.ts';
export { readNote, writeNote, type SectionNote } from './section-note.ts';
