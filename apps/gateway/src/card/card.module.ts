import { CardMarks, cardMarks } from '@crm/card-sections';
import { RedisConnection } from '@crm/redis';
import { type DynamicModule, Module } from '@nestjs/common';
import type { GatewayConfig } from '../config.ts';
import { CardCache } from './cache/card-cache.ts';
import { CardController } from './card.controller.ts';
import { CardService } from './card.service.ts';
import { EmployeeNames } from './employee-names.ts';

const MEGABYTE = 1024 * 1024;

@Module({})
export class CardModule {
  static forRoot({ CARD_MEMORY_MB }: Pick<GatewayConfig, 'CARD_MEMORY_MB'>): DynamicModule {
    const cache = {
      provide: CardCache,
      inject: [RedisConnection, CardMarks],
      useFactory: (redis: RedisConnection, marks: CardMarks) => new CardCache(redis, marks, CARD_MEMORY_MB * MEGABYTE),
    };
    return {
      module: CardModule,
      controllers: [CardController],
      providers: [cardMarks, cache, CardService, EmployeeNames],
    };
  }
}
