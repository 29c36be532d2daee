import { CardMarks, prefixOf } from '@crm/card-sections';
import { RedisConnection } from '@crm/redis';
import { Module } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { CardCache } from './cache/card-cache.ts';
import { CardController } from './card.controller.ts';
import { CardService } from './card.service.ts';
import { EmployeeNames } from './employee-names.ts';

const marks = {
  provide: CardMarks,
  inject: [RedisConnection, getConnectionToken()],
  useFactory: ({ client }: RedisConnection, { name }: Connection) => new CardMarks(client, prefixOf(name, 'gateway')),
};

@Module({ controllers: [CardController], providers: [marks, CardCache, CardService, EmployeeNames] })
export class CardModule {}
