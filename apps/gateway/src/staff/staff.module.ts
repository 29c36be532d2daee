import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.ts';
import { HandOversController } from './hand-overs.controller.ts';
import { StaffController } from './staff.controller.ts';

@Module({ imports: [JobsModule], controllers: [StaffController, HandOversController] })
export class StaffModule {}
