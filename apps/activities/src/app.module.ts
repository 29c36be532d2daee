import { Module, type DynamicModule } from '@nestjs/common';
import { LinksModule } from '@crm/boot';
import { mailSettings } from '@crm/mail';
import { ClockModule } from './clock.module.ts';
import type { ActivitiesConfig } from './config.ts';
import { features } from './features.ts';
import { LettersModule } from './letters/letters.module.ts';
import { schemas } from './schemas.ts';

@Module({})
export class AppModule {
  static forRoot(config: ActivitiesConfig): DynamicModule {
    const links = LinksModule.forRoot({ name: 'activities', config, schemas });
    const letters = LettersModule.forRoot(mailSettings(config));
    return { module: AppModule, imports: [links, ClockModule, letters, ...features] };
  }
}
