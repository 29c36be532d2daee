import { getModelToken } from '@nestjs/mongoose';
import { AuditJournal } from '@crm/audit';
import { newId, toObjectId } from '@crm/persistence';
import { aManager, agreed, anAdministrator, type WriteRoute } from '@crm/testing';
import type { Model } from 'mongoose';
import { DealLoadService } from '../src/deals/deal-load.service.ts';
import { DealService } from '../src/deals/deal.service.ts';
import type { HandOverEntry, HandOverTally } from '../src/hand-overs/hand-over.schema.ts';
import { HandOverService } from '../src/hand-overs/hand-over.service.ts';
import { ProductService } from '../src/products/product.service.ts';
import { aDealRow, aNewDeal } from './deal-rows.ts';
import type { DealsContext } from './deals-context.ts';

const ROWS = 5;
const administrator = anAdministrator();

/** Every command of the deals service by which something changes. */
export const writeRoutes = (context: DealsContext): WriteRoute[] => [
  ...dealRoutes(context),
  loadDeals(context),
  loadProducts(context),
  handOver(context),
  eraseFromAudit(context),
];

function dealRoutes(context: DealsContext): WriteRoute[] {
  const actor = aManager();
  const service = context.get(DealService);
  const amount = { amount: '1', currency: 'RUB' } as const;
  const reasonId = context.reasonId('price');
  const stageId = context.stage('offer').id;
  const onDeal = (name: string, write: WriteRoute['write']): WriteRoute => ({
    ...{ name, write },
    target: async () => (await service.create(actor, aNewDeal())).id,
    effects: async (dealId) => (await context.stored(dealId)).version - 1,
  });
  const change = (dealId: string) => service.change(actor, { dealId, change: { note: newId() } });
  return [
    {
      name: 'create a deal',
      target: async () => newId(),
      write: (title) => service.create(actor, aNewDeal({ title })),
      effects: (title) => context.deals.countDocuments({ title }),
    },
    { ...onDeal('change a deal', change), perTarget: 4 },
    onDeal('move a deal', (dealId) => service.move(actor, { dealId, stageId })),
    onDeal('win a deal', (dealId) => service.win(actor, { dealId, amount })),
    onDeal('lose a deal', (dealId) => service.lose(actor, { dealId, reasonId, comment: null })),
  ];
}

const loadRows = (context: DealsContext, ownerId: string) => {
  const rows = Array.from({ length: ROWS }, (_, n) => aDealRow({ ownerId, externalId: `${ownerId}-${n}` }));
  return context.get(DealLoadService).load(administrator, { rows });
};

const loadDeals = (context: DealsContext): WriteRoute => ({
  name: 'load deals',
  target: async () => newId(),
  write: (ownerId) => loadRows(context, ownerId),
  effects: async (ownerId) => (await context.deals.countDocuments({ ownerId })) / ROWS,
});

const loadProducts = (context: DealsContext): WriteRoute => ({
  name: 'load products',
  target: async () => newId(),
  write: (externalId) => {
    const product = { externalId, name: externalId, series: null, price: { amount: '1', currency: 'RUB' } };
    return context.get(ProductService).load(administrator, { rows: [product] });
  },
  effects: (externalId) => context.service.connection.model('Product').countDocuments({ externalId }),
});

const eraseFromAudit = (context: DealsContext): WriteRoute => ({
  name: 'erase from the audit',
  target: async () => (await context.get(DealService).create(aManager(), aNewDeal())).id,
  write: (recordId) => context.get(AuditJournal).erase(administrator, recordId),
  effects: (recordId) =>
    context.service.connection.model('AuditEntry').countDocuments({ recordId: toObjectId(recordId), action: 'erased' }),
});

/** The target is the leaver, whose id names his hand-over and, its halves swapped, his successor too. */
function handOver(context: DealsContext): WriteRoute {
  const system = anAdministrator({ role: 'system' });
  const model = <Doc>(name: string) => context.service.module.get<Model<Doc>>(getModelToken(name), { strict: false });
  const entries = model<HandOverEntry>('HandOverEntry');
  const tallies = model<HandOverTally>('HandOverTally');
  const successorOf = (leaverId: string): string => leaverId.slice(12) + leaverId.slice(0, 12);
  return {
    name: 'hand deals over',
    async target() {
      const leaverId = newId();
      await loadRows(context, leaverId);
      return leaverId;
    },
    write: (leaverId) => {
      const batch = { handOverId: leaverId, fromEmployeeId: leaverId, toDepartmentId: newId(), limit: 500 };
      return context.get(HandOverService).move(system, { ...batch, toEmployeeId: successorOf(leaverId) });
    },
    effects: async (leaverId) =>
      agreed(
        (await context.deals.countDocuments({ ownerId: successorOf(leaverId), version: 2 })) / ROWS,
        (await entries.countDocuments({ handOverId: leaverId })) / ROWS,
        ((await tallies.findById(leaverId).lean())?.openDeals ?? 0) / ROWS,
      ),
  };
}
