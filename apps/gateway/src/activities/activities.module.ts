import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module.ts';
import { ActivitiesController } from './activities.controller.ts';
import { ActivityOutcomeController } from './activity-outcome.controller.ts';
import { CommitmentsController } from './commitments.controller.ts';

@Module({
  imports: [ClientsModule],
  controllers: [ActivitiesController, ActivityOutcomeController, CommitmentsController],
})
export class ActivitiesModule {}
