import { auditSchemas } from '@crm/audit';
import { cardSectionSchema } from '@crm/card-sections';
import { outboxSchemas } from '@crm/outbox';
import { commandSchema } from '@crm/persistence';
import { classifierSchema } from './classifiers/classifier.schema.ts';
import { dealSchema } from './deals/deal.schema.ts';
import { handOverEntrySchema, handOverTallySchema } from './hand-overs/hand-over.schema.ts';
import { knownClientSchema } from '@crm/known-clients';
import { pipelineSchema } from './pipelines/pipeline.schema.ts';
import { productSchema } from './products/product.schema.ts';

/** Everything that the database of this service holds, by the name that models are injected with. */
export const schemas = {
  ...auditSchemas,
  ...outboxSchemas,
  CardSection: cardSectionSchema,
  ClassifierValue: classifierSchema,
  Command: commandSchema,
  Deal: dealSchema,
  HandOverEntry: handOverEntrySchema,
  HandOverTally: handOverTallySchema,
  KnownClient: knownClientSchema,
  Pipeline: pipelineSchema,
  Product: productSchema,
};
