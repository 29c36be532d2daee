import { Module } from '@nestjs/common';
import { CatalogueController } from './catalogue.controller.ts';
import { DealMovesController } from './deal-moves.controller.ts';
import { DealsController } from './deals.controller.ts';

@Module({ controllers: [DealsController, DealMovesController, CatalogueController] })
export class DealsModule {}
