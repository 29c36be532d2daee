import { Injectable } from '@nestjs/common';
import type { Actor, listActivities, RpcInput } from '@crm/contracts';
import type { Page } from '@crm/persistence';
import { ActivityAccess } from './activity-access.ts';
import { ActivityListRepository } from './activity-list.repository.ts';
import type { ActivityDocument } from './activity.schema.ts';

@Injectable()
export class ActivityQueryService {
  constructor(
    private readonly access: ActivityAccess,
    private readonly lists: ActivityListRepository,
  ) {}

  /** @throws DomainError `activity.not_found`, also for one that the actor does not reach. */
  get(actor: Actor, activityId: string): Promise<ActivityDocument> {
    return this.access.get(actor, activityId);
  }

  /** With a client whom the actor sees all activities, whoever performs them. @throws DomainError `cursor_invalid` */
  async list(actor: Actor, filter: RpcInput<typeof listActivities>): Promise<Page<ActivityDocument>> {
    return this.lists.page(actor, filter, { whole: await this.access.seesAllOf(actor, filter.clientId) });
  }
}
