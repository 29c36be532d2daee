import { Module } from '@nestjs/common';
import { CardController } from './card.controller.ts';
import { CardService } from './card.service.ts';
import { EmployeeNames } from './employee-names.ts';

@Module({ controllers: [CardController], providers: [CardService, EmployeeNames] })
export class CardModule {}
