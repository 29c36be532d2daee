import { cardMarks } from '@crm/card-sections';
import { Module } from '@nestjs/common';
import { CardCache } from './cache/card-cache.ts';
import { CardController } from './card.controller.ts';
import { CardService } from './card.service.ts';
import { EmployeeNames } from './employee-names.ts';

@Module({ controllers: [CardController], providers: [cardMarks, CardCache, CardService, EmployeeNames] })
export class CardModule {}
