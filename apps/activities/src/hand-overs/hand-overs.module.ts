import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.ts';
import { CommitmentsModule } from '../commitments/commitments.module.ts';
import { RemindersModule } from '../reminders/reminders.module.ts';
import { HandOverRepository } from './hand-over.repository.ts';
import { HandOverService } from './hand-over.service.ts';
import { HandOversRpcController } from './hand-overs.rpc.controller.ts';
import { LivingWorkService } from './living-work.service.ts';

@Module({
  imports: [ActivitiesModule, CommitmentsModule, RemindersModule],
  controllers: [HandOversRpcController],
  providers: [HandOverRepository, HandOverService, LivingWorkService],
})
export class HandOversModule {}
