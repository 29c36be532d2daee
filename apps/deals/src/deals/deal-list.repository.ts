import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Actor, DealListItem, listDeals, RpcInput } from '@crm/contracts';
import { cursorPage, type Page, type Sort } from '@crm/persistence';
import { trusted, type Model, type QueryFilter } from 'mongoose';
import { dealScope, ofWhose, seesMany } from './deal-scope.ts';
import { listItemFields, toDealListItem, toMarkedItem } from './deal.mapper.ts';
import { type DealDocument, inOrder } from './deal.schema.ts';

export type DealFilter = RpcInput<typeof listDeals>;

const orders: Readonly<Record<DealFilter['sort'], Sort>> = {
  '-updatedAt': { field: 'updatedAt', direction: 'desc' },
  expectedCloseOn: { field: 'expectedCloseOn', direction: 'asc' },
  '-closedAt': { field: 'closedAt', direction: 'desc' },
};

/** Whether a list is limited to what the actor's role reaches. */
export interface Breadth {
  readonly whole?: boolean;
}

@Injectable()
export class DealListRepository {
  constructor(@InjectModel('Deal') private readonly deals: Model<DealDocument>) {}

  /**
   * Those deals of the actor's that fit the filter.
   *
   * @param breadth `whole`: all that fit it, whoever owns them.
   * @throws DomainError `cursor_invalid`
   */
  async page(
    actor: Actor,
    { sort, limit, cursor, count, ...wanted }: DealFilter,
    { whole = false }: Breadth = {},
  ): Promise<Page<DealListItem>> {
    const isNarrowed = Object.values(wanted).some((value) => value !== undefined && value !== wanted.status);
    const page = await cursorPage({
      model: this.deals,
      filter: { $and: [whole ? {} : dealScope(actor), ofWhose(actor, wanted.whose), ...conditions(wanted)] },
      sort: orders[sort],
      limit,
      cursor,
      count,
      projection: listItemFields,
      hint: !whole && !isNarrowed && seesMany(actor) ? inOrder[sort] : undefined,
    });
    return { ...page, data: page.data.map((deal) => toMarkedItem(toDealListItem(deal), actor)) };
  }
}

type Wanted = Omit<DealFilter, 'sort' | 'limit' | 'cursor' | 'count'>;

/**
 * Separate conditions, for one must not take the place of the scope or of another. All three states are named where any
 * will do: MongoDB then merges three scans of an index that begins with the state, instead of sorting.
 */
function conditions({ withoutClient, status, whose: _separate, ...equal }: Wanted): QueryFilter<DealDocument>[] {
  const given = Object.entries(equal).filter(([, value]) => value !== undefined);
  return [
    { status: status ?? trusted({ $in: ['open', 'won', 'lost'] }) },
    ...given.map(([field, value]) => ({ [field]: value })),
    ...(withoutClient ? [{ clientId: null }] : []),
  ];
}
