import { z } from 'zod';
import { MadeOnBehalf, marked } from '../actor.ts';
import { Money } from '../money.ts';
import { Day, FreeText, Id, Line, Moment, Version } from '../primitives.ts';

export const DealStatus = z.enum(['open', 'won', 'lost']).meta({ id: 'DealStatus' });

/** One step of a deal's way: when it entered a stage, and who moved it there. */
export const StageEntry = z
  .strictObject({
    stageId: Id,
    enteredAt: Moment,
    byEmployeeId: Id.nullable().describe('Null for a bulk load'),
    onBehalfOfId: Id.optional().describe('The absent colleague in whose place he did so'),
  })
  .meta({ id: 'StageEntry' });
export type StageEntry = z.output<typeof StageEntry>;

const facts = {
  title: Line(200),
  productId: Id.nullable(),
  amount: Money,
  expectedCloseOn: Day.nullable(),
  note: FreeText.nullable(),
};

/** Everything between a client's request and the closing of its last act. */
export const Deal = z
  .strictObject({
    id: Id,
    ...facts,
    clientId: Id.nullable().describe('Null when the source of a load did not say whose deal it is'),
    ownerId: Id,
    departmentId: Id.describe("The owner's department"),
    pipelineId: Id,
    stageId: Id,
    status: DealStatus,
    stageHistory: z.array(StageEntry),
    openedOn: Day.nullable().describe('When talks began; null when a loaded source does not know it'),
    closedAt: Moment.nullable(),
    lostReasonId: Id.nullable(),
    lostComment: FreeText.nullable(),
    madeOnBehalf: MadeOnBehalf.optional(),
    version: Version,
    createdAt: Moment,
    updatedAt: Moment,
  })
  .meta({ id: 'Deal' });
export type Deal = z.output<typeof Deal>;

/** A deal begins in the first stage of its pipeline; the first pipeline is meant when none is named. */
export const NewDeal = z
  .strictObject({
    title: facts.title,
    clientId: Id,
    productId: facts.productId.default(null),
    amount: facts.amount,
    expectedCloseOn: facts.expectedCloseOn.default(null),
    note: facts.note.default(null),
    pipelineId: Id.optional(),
    openedOn: Day.optional().describe("Today in the actor's zone unless said otherwise"),
  })
  .meta({ id: 'NewDeal' });
export type NewDeal = z.output<typeof NewDeal>;

/** A merge patch: what is absent stays as it is. */
export const DealChange = z.strictObject(facts).partial().meta({ id: 'DealChange' });
export type DealChange = z.output<typeof DealChange>;

/** A deal as it stands in a list and on the client card. */
export const DealListItem = Deal.pick({
  id: true,
  title: true,
  clientId: true,
  productId: true,
  amount: true,
  ownerId: true,
  pipelineId: true,
  stageId: true,
  status: true,
  openedOn: true,
  expectedCloseOn: true,
  closedAt: true,
  version: true,
  updatedAt: true,
})
  .extend(marked)
  .meta({ id: 'DealListItem' });
export type DealListItem = z.output<typeof DealListItem>;
