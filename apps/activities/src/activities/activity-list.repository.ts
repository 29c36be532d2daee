import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Actor, listActivities, RpcInput } from '@crm/contracts';
import { cursorPage, type Page, toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import { activityScope, notPrivateFor, ofWhose, seesMany } from './activity-scope.ts';
import type { ActivityDocument } from './activity.schema.ts';

type ActivityFilter = RpcInput<typeof listActivities>;

/** What lists do not show. */
const projection = { departmentId: 0, recordedById: 0, createdAt: 0, externalId: 0, privateTo: 0 } as const;

/** Planned ones are read from the soonest on, history from the newest back. */
const directionOf = (status: ActivityDocument['status']): 'asc' | 'desc' => (status === 'planned' ? 'asc' : 'desc');

/** Whether a list is limited to what the actor's role reaches. */
interface Breadth {
  readonly whole?: boolean;
}

const isNarrowed = ({ clientId, dealId, performerId, whose, kindId, purposeId }: ActivityFilter): boolean =>
  [clientId, dealId, performerId, whose, kindId, purposeId].some((wanted) => wanted !== undefined);

@Injectable()
export class ActivityListRepository {
  constructor(@InjectModel('Activity') private readonly activities: Model<ActivityDocument>) {}

  /** @param breadth `whole`: all that fit the filter, whoever performs them, apart from others' private tasks. */
  page(actor: Actor, filter: ActivityFilter, { whole = false }: Breadth = {}): Promise<Page<ActivityDocument>> {
    return cursorPage({
      model: this.activities,
      filter: {
        $and: [whole ? notPrivateFor(actor) : activityScope(actor), ofWhose(actor, filter.whose), conditionsOf(filter)],
      },
      sort: { field: 'at', direction: directionOf(filter.status) },
      limit: filter.limit,
      cursor: filter.cursor,
      projection,
      hint: !whole && !isNarrowed(filter) && seesMany(actor) ? { status: 1, at: 1, _id: 1 } : undefined,
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
