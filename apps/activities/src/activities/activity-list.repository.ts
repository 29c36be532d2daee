import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Actor, listActivities, RpcInput } from '@crm/contracts';
import { cursorPage, type Page, toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import { activityScope } from './activity.repository.ts';
import type { ActivityDocument } from './activity.schema.ts';

type ActivityFilter = RpcInput<typeof listActivities>;

/** What lists do not show. */
const projection = { departmentId: 0, recordedById: 0, createdAt: 0, externalId: 0 } as const;

/** Planned ones are read from the soonest on, history from the newest back. */
const directionOf = (status: ActivityDocument['status']): 'asc' | 'desc' => (status === 'planned' ? 'asc' : 'desc');

@Injectable()
export class ActivityListRepository {
  constructor(@InjectModel('Activity') private readonly activities: Model<ActivityDocument>) {}

  page(actor: Actor, filter: ActivityFilter): Promise<Page<ActivityDocument>> {
    return cursorPage({
      model: this.activities,
      filter: { $and: [activityScope(actor), conditionsOf(filter)] },
      sort: { field: 'at', direction: directionOf(filter.status) },
      limit: filter.limit,
      cursor: filter.cursor,
      projection,
      count: filter.count,
    });
  }
}

function conditionsOf({ clientId, dealId, performerId, kindId, purposeId, ...filter }: ActivityFilter) {
  return {
    status: filter.status,
    ...(filter.type && { type: filter.type }),
    ...(clientId && { clientId: toObjectId(clientId) }),
    ...(dealId && { dealId: toObjectId(dealId) }),
    ...(performerId && { performerId: toObjectId(performerId) }),
    ...(kindId && { kindId: toObjectId(kindId) }),
    ...(purposeId && { purposeId: toObjectId(purposeId) }),
    ...periodOf(filter),
  };
}

function periodOf({ from, to }: Pick<ActivityFilter, 'from' | 'to'>) {
  if (!from && !to) return {};
  return { at: trusted({ ...(from && { $gte: new Date(from) }), ...(to && { $lt: new Date(to) }) }) };
}
