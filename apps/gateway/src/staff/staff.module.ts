import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.ts';
import { DepartmentsController } from './departments.controller.ts';
import { HandOversController } from './hand-overs.controller.ts';
import { PositionsController } from './positions.controller.ts';
import { RelocationsController } from './relocations.controller.ts';
import { StaffController } from './staff.controller.ts';

@Module({
  imports: [JobsModule],
  controllers: [
    StaffController,
    DepartmentsController,
    PositionsController,
    HandOversController,
    RelocationsController,
  ],
})
export class StaffModule {}
