import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { Deal } from './deal.ts';

/** What other services may need to know of a deal. */
export const DealFact = z.object({
  id: Deal.shape.id,
  version: Deal.shape.version,
  title: Deal.shape.title,
  clientId: Deal.shape.clientId,
  productId: Deal.shape.productId,
  amount: Deal.shape.amount,
  ownerId: Deal.shape.ownerId,
  departmentId: Deal.shape.departmentId,
  pipelineId: Deal.shape.pipelineId,
  stageId: Deal.shape.stageId,
  status: Deal.shape.status,
  closedAt: Deal.shape.closedAt,
  madeOnBehalf: Deal.shape.madeOnBehalf,
});
export type DealFact = z.output<typeof DealFact>;

const deal = { aggregate: 'deal', data: DealFact };

export const dealOpened = defineEvent('deals.deal-opened', deal);
/** A deal came by a bulk load, in whatever state it was. */
export const dealLoaded = defineEvent('deals.deal-loaded', deal);
export const dealChanged = defineEvent('deals.deal-changed', deal);
export const dealMoved = defineEvent('deals.deal-moved', deal);
export const dealWon = defineEvent('deals.deal-won', deal);
export const dealLost = defineEvent('deals.deal-lost', deal);
/** An open deal moved from a leaver to his successor. */
export const dealHandedOver = defineEvent('deals.deal-handed-over', deal);

/** Any event of a deal: they differ in what happened, not in what they say of the deal. */
export type DealEvent = typeof dealOpened;
