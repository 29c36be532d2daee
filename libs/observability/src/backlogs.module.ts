import { Global, Module } from '@nestjs/common';
import { Backlogs } from './backlogs.ts';
import { HealthModule } from './health.module.ts';

/** The one registry of backlogs of the application, for all modules. */
@Global()
@Module({ imports: [HealthModule], providers: [Backlogs], exports: [Backlogs] })
export class BacklogsModule {}
