import { Module } from '@nestjs/common';
import { ClassifiersModule } from '../classifiers/classifiers.module.ts';
import { RemindersModule } from '../reminders/reminders.module.ts';
import { ActivitiesRpcController } from './activities.rpc.controller.ts';
import { ActivityListRepository } from './activity-list.repository.ts';
import { ActivityLoadService } from './activity-load.service.ts';
import { ActivityQueryService } from './activity-query.service.ts';
import { ActivityRepository } from './activity.repository.ts';
import { ActivityService } from './activity.service.ts';

@Module({
  imports: [ClassifiersModule, RemindersModule],
  controllers: [ActivitiesRpcController],
  providers: [ActivityRepository, ActivityListRepository, ActivityService, ActivityQueryService, ActivityLoadService],
  exports: [ActivityRepository, ActivityListRepository],
})
export class ActivitiesModule {}
