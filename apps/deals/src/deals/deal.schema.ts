import type { Deal } from '@crm/contracts';
import { type StoredOnBehalf, storedOnBehalfSchema } from '@crm/known-clients';
import { recordSchema, type StoredRecord } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';
import { moneySchema, type StoredMoney } from '../stored-values/money.ts';

export interface StoredStageEntry {
  readonly stageId: Types.ObjectId;
  readonly enteredAt: Date;
  /** Null for a step that a bulk load brought. */
  readonly byEmployeeId: Types.ObjectId | null;
  /** The absent colleague in whose place he did so. */
  readonly onBehalfOfId?: Types.ObjectId;
}

export interface DealDocument extends StoredRecord {
  readonly title: string;
  readonly clientId: Types.ObjectId | null;
  readonly productId: Types.ObjectId | null;
  readonly amount: StoredMoney;
  readonly ownerId: Types.ObjectId;
  readonly departmentId: Types.ObjectId;
  readonly pipelineId: Types.ObjectId;
  readonly stageId: Types.ObjectId;
  readonly status: Deal['status'];
  readonly stageHistory: readonly StoredStageEntry[];
  /** Calendar days, `2026-11-24`: they sort as text. */
  readonly openedOn: string | null;
  readonly expectedCloseOn: string | null;
  readonly closedAt: Date | null;
  readonly lostReasonId: Types.ObjectId | null;
  readonly lostComment: string | null;
  readonly note: string | null;
  /** Who made the latest change in whose place; null or absent when nobody was substituted. */
  readonly madeOnBehalf?: StoredOnBehalf | null;
  /** The key of the source that it was loaded from. */
  readonly externalId?: string;
}

const stageEntrySchema = new Schema<StoredStageEntry>(
  {
    stageId: { type: Schema.Types.ObjectId, required: true },
    enteredAt: { type: Date, required: true },
    byEmployeeId: { type: Schema.Types.ObjectId, default: null },
    onBehalfOfId: Schema.Types.ObjectId,
  },
  { _id: false, strict: 'throw' },
);

const reference = { type: Schema.Types.ObjectId, required: true };
const optionalReference = { type: Schema.Types.ObjectId, default: null };
const optionalText = { type: String, default: null };

export const dealSchema = recordSchema<DealDocument>(
  {
    title: { type: String, required: true },
    clientId: optionalReference,
    productId: optionalReference,
    amount: { type: moneySchema, required: true },
    ownerId: reference,
    departmentId: reference,
    pipelineId: reference,
    stageId: reference,
    status: { type: String, required: true, enum: ['open', 'won', 'lost'] },
    stageHistory: { type: [stageEntrySchema], required: true },
    openedOn: optionalText,
    expectedCloseOn: optionalText,
    closedAt: { type: Date, default: null },
    lostReasonId: optionalReference,
    lostComment: optionalText,
    note: optionalText,
    madeOnBehalf: { type: storedOnBehalfSchema, default: null },
    externalId: { type: String },
  },
  {
    collection: 'deals',
    tellsEvents: 'deal',
    audited: {
      kind: 'deal',
      open: [
        'clientId',
        'productId',
        'amount',
        'ownerId',
        'departmentId',
        'pipelineId',
        'stageId',
        'status',
        'openedOn',
        'expectedCloseOn',
        'closedAt',
        'lostReasonId',
      ],
      derived: ['stageHistory', 'madeOnBehalf'],
    },
  },
);

/*
 * A list is read through the narrowest of: its client, its owner, its departments, everything. `status` stands before the
 * sort value everywhere: a list of all states merges three sorted scans, while a list of the open ones never walks over
 * a history many times as long.
 *
 * Amounts end the indexes by `updatedAt`, so that totals are added from the index alone.
 */
const totals = { 'amount.currency': 1, 'amount.amount': 1 } as const;

/** The index that the card is read by. */
export const ofClient = { clientId: 1, status: 1, updatedAt: -1, _id: -1, ...totals } as const;

/** The indexes of the orders by themselves. */
export const inOrder = {
  '-updatedAt': { status: 1, updatedAt: -1, _id: -1, ...totals },
  expectedCloseOn: { status: 1, expectedCloseOn: 1, _id: 1 },
  '-closedAt': { status: 1, closedAt: -1, _id: -1 },
} as const;

// The list of those who see all, or very many departments; totals of all.
for (const order of Object.values(inOrder)) dealSchema.index(order);
// The list and totals of a manager, or of one owner; what a hand-over moves.
dealSchema.index({ ownerId: 1, status: 1, updatedAt: -1, _id: -1, ...totals });
dealSchema.index({ ownerId: 1, status: 1, expectedCloseOn: 1, _id: 1 });
dealSchema.index({ ownerId: 1, status: 1, closedAt: -1, _id: -1 });
// The list and totals of a head.
dealSchema.index({ departmentId: 1, status: 1, updatedAt: -1, _id: -1, ...totals });
dealSchema.index({ departmentId: 1, status: 1, expectedCloseOn: 1, _id: 1 });
dealSchema.index({ departmentId: 1, status: 1, closedAt: -1, _id: -1 });
// The card of a client, and the deals without one: few enough for the other orders to be sorted after reading.
dealSchema.index(ofClient);
// A column of the board, and the deals of a product, for those who see all.
dealSchema.index({ stageId: 1, updatedAt: -1, _id: -1 });
dealSchema.index({ productId: 1, status: 1, updatedAt: -1, _id: -1 });
// Loads: a repeated row finds the deal that it made, and cannot make another.
dealSchema.index({ externalId: 1 }, { unique: true, partialFilterExpression: { externalId: { $type: 'string' } } });
