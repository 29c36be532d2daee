import { Injectable } from '@nestjs/common';
import type { Actor, listActivities, RpcInput } from '@crm/contracts';
import type { Page } from '@crm/persistence';
import { ActivityListRepository } from './activity-list.repository.ts';
import { ActivityRepository } from './activity.repository.ts';
import type { ActivityDocument } from './activity.schema.ts';

@Injectable()
export class ActivityQueryService {
  constructor(
    private readonly activities: ActivityRepository,
    private readonly lists: ActivityListRepository,
  ) {}

  /** @throws DomainError `activity.not_found`, also for one that the actor does not reach. */
  get(actor: Actor, activityId: string): Promise<ActivityDocument> {
    return this.activities.get(actor, activityId);
  }

  /** @throws DomainError `cursor_invalid` */
  list(actor: Actor, filter: RpcInput<typeof listActivities>): Promise<Page<ActivityDocument>> {
    return this.lists.page(actor, filter);
  }
}
