import { z } from 'zod';
import { Whose } from '../actor.ts';
import { ClassifierValues } from '../classifier.ts';
import { defineCommand, defineQuery } from '../define.ts';
import { LoadResult, loadRows } from '../load.ts';
import { Money } from '../money.ts';
import { Flag, pageInput, pageOf } from '../page.ts';
import { Day, ExternalId, FreeText, Id, LocalizedName, Moment, Version } from '../primitives.ts';
import { HandOverBatch, HandOverProgress, LivingWorkOf } from '../staff/hand-over.ts';
import { Deal, DealChange, DealListItem, DealStatus, NewDeal } from './deal.ts';
import { Pipeline, StageKind } from './pipeline.ts';
import { Product } from './product.ts';

const dealRef = z.strictObject({ dealId: Id, expectedVersion: Version.optional() });

export const createDeal = defineCommand('deals.create', {
  input: NewDeal.extend({ ownerDepartmentId: Id.describe("The actor's department, filled in by the gateway") }),
  output: Deal,
  errors: ['forbidden', 'client.not_found', 'product.not_found', 'pipeline.not_found'],
});

export const getDeal = defineQuery('deals.get', {
  input: z.strictObject({ dealId: Id }),
  output: Deal,
  errors: ['deal.not_found'],
});

export const changeDeal = defineCommand('deals.change', {
  input: dealRef.extend({ change: DealChange }),
  output: Deal,
  errors: ['forbidden', 'deal.not_found', 'deal.closed', 'version_conflict', 'product.not_found'],
});

/** Moves an open deal to another open stage of its pipeline. */
export const moveDeal = defineCommand('deals.move', {
  input: dealRef.extend({ stageId: Id }),
  output: Deal,
  errors: ['forbidden', 'deal.not_found', 'deal.closed', 'deal.stage_unknown', 'deal.stage_closes', 'version_conflict'],
});

export const winDeal = defineCommand('deals.win', {
  input: dealRef.extend({ amount: Money.optional().describe('The amount agreed in the end') }),
  output: Deal,
  errors: ['forbidden', 'deal.not_found', 'deal.closed', 'version_conflict'],
});

/** A refusal always has its reason from the classifier. */
export const loseDeal = defineCommand('deals.lose', {
  input: dealRef.extend({ reasonId: Id, comment: FreeText.nullable().default(null) }),
  output: Deal,
  errors: [
    'forbidden',
    'deal.not_found',
    'deal.closed',
    'version_conflict',
    'classifier.value_unknown',
    'classifier.value_archived',
  ],
});

export const DealFilter = z.strictObject({
  ...pageInput,
  clientId: Id.optional(),
  withoutClient: Flag.optional().describe('Only deals whose client is unknown'),
  ownerId: Id.optional(),
  whose: Whose.optional().describe('Yours, those of absent colleagues in whose place you act now, or both'),
  status: DealStatus.optional(),
  stageId: Id.optional(),
  productId: Id.optional(),
  sort: z.enum(['-updatedAt', 'expectedCloseOn', '-closedAt']).default('-updatedAt'),
});

/** The deals that the actor may see. */
export const listDeals = defineQuery('deals.list', {
  input: DealFilter,
  output: pageOf(DealListItem, 'DealPage'),
  errors: ['cursor_invalid'],
});

const StatusTotals = z.strictObject({ count: z.int(), amounts: z.array(Money).describe('A sum for each currency') });

/** How many deals there are in each state and what they sum up to, among those that the actor may see. */
export const totalDeals = defineQuery('deals.total', {
  input: z.strictObject({ clientId: Id.optional(), ownerId: Id.optional(), withoutClient: Flag.optional() }),
  output: z.strictObject({ open: StatusTotals, won: StatusTotals, lost: StatusTotals }).meta({ id: 'DealTotals' }),
});

/** Pipelines are few: they are returned whole. */
export const listPipelines = defineQuery('deals.list-pipelines', {
  input: z.strictObject({}),
  output: z.strictObject({ data: z.array(Pipeline) }).meta({ id: 'Pipelines' }),
});

export const listProducts = defineQuery('deals.list-products', {
  input: z.strictObject(pageInput),
  output: pageOf(Product, 'ProductPage'),
  errors: ['cursor_invalid'],
});

export const DealClassifier = z.enum(['lost-reason']).meta({ id: 'DealClassifier' });

export const listDealClassifier = defineQuery('deals.list-classifier', {
  input: z.strictObject({ classifier: DealClassifier }),
  output: ClassifierValues,
});

export const ProductRow = Product.omit({ id: true }).extend({ externalId: ExternalId });
export type ProductRow = z.output<typeof ProductRow>;

export const loadProducts = defineCommand('deals.load-products', {
  input: z.strictObject({ rows: loadRows(ProductRow) }),
  output: LoadResult,
  errors: ['forbidden'],
  deadline: 30_000,
});

/** Adds a pipeline with its stages unless its code is there already. */
export const ensurePipeline = defineCommand('deals.ensure-pipeline', {
  input: z.strictObject({
    code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
    name: LocalizedName,
    stages: z
      .array(
        z.strictObject({
          code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
          name: LocalizedName,
          kind: StageKind,
          probability: z.int().min(0).max(100),
        }),
      )
      .min(2)
      .max(50),
  }),
  output: Pipeline,
  errors: ['forbidden', 'invalid'],
});

/** A deal of a bulk load, with the way that it has gone so far. A lost one has a reason. */
export const DealRow = z.strictObject({
  externalId: ExternalId,
  title: Deal.shape.title,
  clientId: Id.nullable(),
  ownerId: Id,
  departmentId: Id,
  productId: Id.nullable(),
  amount: Money,
  pipelineCode: z.string(),
  stageCode: z.string(),
  stageHistory: z
    .array(z.strictObject({ stageCode: z.string(), enteredAt: Moment }))
    .max(50)
    .describe('Oldest first; the last entry is the present stage. Empty when the source does not know'),
  openedOn: Day.nullable(),
  closedAt: Moment.nullable(),
  expectedCloseOn: Day.nullable(),
  lostReasonCode: z.string().nullable(),
  lostComment: FreeText.nullable().default(null).describe('Wanted for the reason "other"'),
  note: FreeText.nullable(),
});
export type DealRow = z.output<typeof DealRow>;

export const loadDeals = defineCommand('deals.load', {
  input: z.strictObject({ rows: loadRows(DealRow) }),
  output: LoadResult,
  errors: [
    'forbidden',
    'pipeline.not_found',
    'deal.stage_unknown',
    'product.not_found',
    'classifier.value_unknown',
    'invalid',
  ],
  deadline: 30_000,
});

/** The deals part of the client card, for a reader to whom the clients service shows the client. */
export const DealsSection = z
  .strictObject({
    open: z.array(DealListItem).max(50).describe('The 50 open deals that were changed last'),
    counts: z.strictObject({ open: z.int(), won: z.int(), lost: z.int() }),
  })
  .meta({ id: 'DealsSection' });
export type DealsSection = z.output<typeof DealsSection>;

export const getDealsSection = defineQuery('deals.card-section', {
  input: z.strictObject({ clientId: Id }),
  output: DealsSection,
});

/** Open deals of an employee, for the preview of a hand-over. Asked by the clients service. */
export const countDealsForHandOver = defineQuery('deals.count-for-hand-over', {
  input: LivingWorkOf,
  output: z.strictObject({ openDeals: z.int() }),
  errors: ['forbidden'],
});

/** Moves up to `limit` open deals of the leaver in one transaction. */
export const handOverDeals = defineCommand('deals.hand-over', {
  input: HandOverBatch,
  output: HandOverProgress,
  errors: ['forbidden'],
  deadline: 30_000,
});
