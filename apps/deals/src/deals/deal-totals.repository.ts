import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Actor, Deal, RpcInput, RpcOutput, totalDeals } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import type { Model, PipelineStage } from 'mongoose';
import { toMoney, type StoredMoney } from '../stored-values/money.ts';
import type { Breadth } from './deal-list.repository.ts';
import { dealScope } from './deal-scope.ts';
import type { DealDocument } from './deal.schema.ts';

type Totals = RpcOutput<typeof totalDeals>;

interface Sum {
  readonly _id: { readonly status: Deal['status']; readonly currency: string };
  readonly count: number;
  readonly amount: StoredMoney['amount'];
}

/** MongoDB adds decimals exactly, to 34 digits. */
const sumsByCurrency: PipelineStage[] = [
  {
    $group: {
      _id: { status: '$status', currency: '$amount.currency' },
      count: { $sum: 1 },
      amount: { $sum: '$amount.amount' },
    },
  },
  { $sort: { '_id.currency': 1 } },
];

@Injectable()
export class DealTotalsRepository {
  constructor(@InjectModel('Deal') private readonly deals: Model<DealDocument>) {}

  /** Counts and sums of the actor's deals, from indexes alone wherever the client does not have to be unknown. */
  async total(actor: Actor, wanted: RpcInput<typeof totalDeals>, { whole = false }: Breadth = {}): Promise<Totals> {
    const filter = { $and: [whole ? {} : dealScope(actor), ...conditions(wanted)] };
    const sums = await this.deals.aggregate<Sum>([{ $match: filter }, ...sumsByCurrency]);
    return { open: totalOf(sums, 'open'), won: totalOf(sums, 'won'), lost: totalOf(sums, 'lost') };
  }
}

/** An aggregation converts nothing by itself, so the ids are made here. */
function conditions({ clientId, ownerId, withoutClient }: RpcInput<typeof totalDeals>) {
  return [
    { status: { $in: ['open', 'won', 'lost'] } },
    ...(clientId ? [{ clientId: toObjectId(clientId) }] : []),
    ...(ownerId ? [{ ownerId: toObjectId(ownerId) }] : []),
    ...(withoutClient ? [{ clientId: null }] : []),
  ];
}

function totalOf(sums: readonly Sum[], status: Deal['status']): Totals['open'] {
  const ofStatus = sums.filter(({ _id }) => _id.status === status);
  return {
    count: ofStatus.reduce((all, { count }) => all + count, 0),
    amounts: ofStatus.map(({ _id, amount }) => toMoney({ amount, currency: _id.currency })),
  };
}
