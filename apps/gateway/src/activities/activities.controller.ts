import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type Activity,
  ActivityChange,
  changeActivity,
  getActivity,
  Id,
  listActivities,
  planActivity,
  PlannedActivity,
  recordActivity,
  RecordedActivity,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { ClientAccess } from '../clients/client-access.ts';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';

const location = '/api/v1/activities';

@ApiTags('activities')
@Controller('activities')
export class ActivitiesController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly clients: ClientAccess,
  ) {}

  @Get()
  @Replies(200, listActivities, { summary: 'The planned, completed or cancelled activities that you may see' })
  listActivities(
    @Query({ schema: listActivities.input }) filter: RpcInput<typeof listActivities>,
  ): Promise<RpcOutput<typeof listActivities>> {
    return this.rpc.call(listActivities, filter);
  }

  @Post()
  @Replies(201, planActivity, { summary: 'Plan an activity of your own', location })
  async planActivity(
    @Body({ schema: PlannedActivity }) activity: PlannedActivity,
    @CurrentCaller() caller: Caller,
  ): Promise<Activity> {
    await this.clients.require(activity.clientId);
    return this.rpc.call(planActivity, { activity, performerDepartmentId: caller.departmentId });
  }

  @Post('record')
  @Replies(201, recordActivity, { summary: 'Write down what has happened without having been planned', location })
  async recordActivity(
    @Body({ schema: RecordedActivity }) activity: RecordedActivity,
    @CurrentCaller() caller: Caller,
  ): Promise<Activity> {
    await this.clients.require(activity.clientId);
    return this.rpc.call(recordActivity, { activity, performerDepartmentId: caller.departmentId });
  }

  @Get(':id')
  @Replies(200, getActivity, { summary: 'One activity' })
  getActivity(@Param('id', { schema: Id }) activityId: string): Promise<Activity> {
    return this.rpc.call(getActivity, { activityId });
  }

  @Patch(':id')
  @Replies(200, changeActivity, { summary: 'Change a planned activity (merge patch)' })
  async changeActivity(
    @Param('id', { schema: Id }) activityId: string,
    @Body({ schema: ActivityChange }) change: ActivityChange,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Activity> {
    await this.clients.require(change.clientId);
    return this.rpc.call(changeActivity, { activityId, expectedVersion, change });
  }
}
