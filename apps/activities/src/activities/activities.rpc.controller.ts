import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { CardSections } from '@crm/card-sections';
import {
  cancelActivity,
  changeActivity,
  completeActivity,
  explainActivityAccess,
  getActivity,
  listActivities,
  loadActivities,
  planActivity,
  recordActivity,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { KnownClientService } from '@crm/known-clients';
import { Rpc } from '@crm/messaging';
import { ActivityExplanationService } from './activity-explanation.service.ts';
import { ActivityLoadService } from './activity-load.service.ts';
import { toActivity, toMarkedItem } from './activity.mapper.ts';
import { ActivityQueryService } from './activity-query.service.ts';
import { ActivityService } from './activity.service.ts';

@Controller()
export class ActivitiesRpcController {
  constructor(
    private readonly activities: ActivityService,
    private readonly queries: ActivityQueryService,
    private readonly loads: ActivityLoadService,
    private readonly explanations: ActivityExplanationService,
    private readonly cards: CardSections<unknown>,
    private readonly clients: KnownClientService,
  ) {}

  @Rpc(planActivity)
  async plan(input: RpcInput<typeof planActivity>): Promise<RpcOutput<typeof planActivity>> {
    return toActivity(await this.activities.plan(await this.clients.currentActor(), input));
  }

  @Rpc(recordActivity)
  async record(input: RpcInput<typeof recordActivity>): Promise<RpcOutput<typeof recordActivity>> {
    return toActivity(await this.activities.record(await this.clients.currentActor(), input));
  }

  @Rpc(completeActivity)
  async complete(input: RpcInput<typeof completeActivity>): Promise<RpcOutput<typeof completeActivity>> {
    const { completed, next } = await this.activities.complete(await this.clients.currentActor(), input);
    return { completed: toActivity(completed), next: next && toActivity(next) };
  }

  @Rpc(changeActivity)
  async change(input: RpcInput<typeof changeActivity>): Promise<RpcOutput<typeof changeActivity>> {
    return toActivity(await this.activities.change(await this.clients.currentActor(), input));
  }

  @Rpc(cancelActivity)
  async cancel(input: RpcInput<typeof cancelActivity>): Promise<RpcOutput<typeof cancelActivity>> {
    return toActivity(await this.activities.cancel(await this.clients.currentActor(), input));
  }

  @Rpc(getActivity)
  async get({ activityId }: RpcInput<typeof getActivity>): Promise<RpcOutput<typeof getActivity>> {
    return toActivity(await this.queries.get(await this.clients.currentActor(), activityId));
  }

  @Rpc(listActivities)
  async list(filter: RpcInput<typeof listActivities>): Promise<RpcOutput<typeof listActivities>> {
    const actor = await this.clients.currentActor();
    const { data, ...page } = await this.queries.list(actor, filter);
    return { ...page, data: data.map((activity) => toMarkedItem(activity, actor)) };
  }

  @Rpc(loadActivities)
  load(input: RpcInput<typeof loadActivities>): Promise<RpcOutput<typeof loadActivities>> {
    return this.cards.inTurn(() => this.loads.load(currentActor(), input));
  }

  @Rpc(explainActivityAccess)
  async explain(input: RpcInput<typeof explainActivityAccess>): Promise<RpcOutput<typeof explainActivityAccess>> {
    return this.explanations.explain(await this.clients.currentActor(), input);
  }
}
