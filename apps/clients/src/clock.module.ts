import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '@crm/kernel';

/** The time of day for all features. */
@Global()
@Module({ providers: [{ provide: Clock, useClass: SystemClock }], exports: [Clock] })
export class ClockModule {}
