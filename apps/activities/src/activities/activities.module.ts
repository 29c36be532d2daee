import { Module } from '@nestjs/common';
import { ClassifiersModule } from '../classifiers/classifiers.module.ts';
import { knownClients } from '../known-clients/known-clients.module.ts';
import { RemindersModule } from '../reminders/reminders.module.ts';
import { ActivitiesRpcController } from './activities.rpc.controller.ts';
import { ActivityAccess } from './activity-access.ts';
import { ActivityExplanationService } from './activity-explanation.service.ts';
import { ActivityListRepository } from './activity-list.repository.ts';
import { ActivityLoadService } from './activity-load.service.ts';
import { ActivityQueryService } from './activity-query.service.ts';
import { ActivityRepository } from './activity.repository.ts';
import { ActivityService } from './activity.service.ts';

@Module({
  imports: [ClassifiersModule, knownClients, RemindersModule],
  controllers: [ActivitiesRpcController],
  providers: [
    ActivityRepository,
    ActivityAccess,
    ActivityListRepository,
    ActivityService,
    ActivityQueryService,
    ActivityLoadService,
    ActivityExplanationService,
  ],
  exports: [ActivityRepository, ActivityAccess, ActivityListRepository],
})
export class ActivitiesModule {}
