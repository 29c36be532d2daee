import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module.ts';
import { CatalogueController } from './catalogue.controller.ts';
import { DealMovesController } from './deal-moves.controller.ts';
import { DealsController } from './deals.controller.ts';

@Module({ imports: [ClientsModule], controllers: [DealsController, DealMovesController, CatalogueController] })
export class DealsModule {}
