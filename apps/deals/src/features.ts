import { CardModule } from './card/card.module.ts';
import { ClassifiersModule } from './classifiers/classifiers.module.ts';
import { DealsModule } from './deals/deals.module.ts';
import { HandOversModule } from './hand-overs/hand-overs.module.ts';
import { knownClients } from './known-clients/known-clients.module.ts';
import { PipelinesModule } from './pipelines/pipelines.module.ts';
import { ProductsModule } from './products/products.module.ts';

/** What this service does. */
export const features = [
  CardModule,
  ClassifiersModule,
  DealsModule,
  HandOversModule,
  knownClients,
  PipelinesModule,
  ProductsModule,
];
