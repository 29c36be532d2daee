import { Injectable } from '@nestjs/common';
import { reaches, scopeOf } from '@crm/access';
import type { Actor } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { KnownClientService } from '@crm/known-clients';
import { ActivityRepository } from './activity.repository.ts';
import { ownershipOf } from './activity.mapper.ts';
import type { ActivityDocument } from './activity.schema.ts';

/**
 * Which activities somebody sees and changes: as far as his role goes, and to look at also all activities with a client whom
 * he sees. Private tasks are seen by their performer and who wrote them down, whatever the role.
 */
@Injectable()
export class ActivityAccess {
  constructor(
    /** For storing what the actor may change. */
    readonly activities: ActivityRepository,
    /** Whom the activities are with. */
    readonly clients: KnownClientService,
  ) {}

  /** @throws DomainError `activity.not_found` */
  async get(actor: Actor, activityId: string): Promise<ActivityDocument> {
    const found = await this.activities.find(actor, activityId);
    if (found) return found;
    const clientId = await this.activities.clientOf(activityId);
    const isSeen = clientId !== null && (await this.seesAllOf(actor, clientId));
    const activity = isSeen ? await this.activities.findOf(actor, clientId, activityId) : null;
    if (!activity) throw new DomainError('activity.not_found', { activityId });
    return activity;
  }

  /** The activity, which the actor is about to change. @throws DomainError `activity.not_found`; `forbidden` when he only sees it. */
  async getToChange(actor: Actor, activityId: string): Promise<ActivityDocument> {
    const activity = await this.get(actor, activityId);
    if (!reaches(actor, 'activity.change', ownershipOf(activity))) throw new DomainError('forbidden', { activityId });
    return activity;
  }

  /** Whether the actor sees the activities with the client whoever performs them. */
  async seesAllOf(actor: Actor, clientId: string | undefined): Promise<boolean> {
    if (!clientId || scopeOf(actor, 'activity.read') === 'none') return false;
    return this.clients.isSeen(actor, clientId);
  }
}
