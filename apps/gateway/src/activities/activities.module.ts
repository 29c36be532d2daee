import { Module } from '@nestjs/common';
import { ActivitiesController } from './activities.controller.ts';
import { ActivityOutcomeController } from './activity-outcome.controller.ts';
import { CommitmentsController } from './commitments.controller.ts';

@Module({ controllers: [ActivitiesController, ActivityOutcomeController, CommitmentsController] })
export class ActivitiesModule {}
