import { Global, Module } from '@nestjs/common';
import { Backlogs } from './backlogs.ts';
import { DeadLetterCount } from './dead-letter-count.ts';
import { HealthModule } from './health.module.ts';

/** The one registry of backlogs of the application, for all modules; and how many events it has given up. */
@Global()
@Module({ imports: [HealthModule], providers: [Backlogs, DeadLetterCount], exports: [Backlogs, DeadLetterCount] })
export class BacklogsModule {}
