import { z } from 'zod';
import { MadeOnBehalf, marked } from '../actor.ts';
import { Day, FreeText, Id, Line, Moment, Version } from '../primitives.ts';

/** Who gave the promise. */
export const CommitmentSide = z.enum(['us', 'client']).meta({ id: 'CommitmentSide' });
export const CommitmentStatus = z.enum(['open', 'kept', 'broken', 'cancelled']).meta({ id: 'CommitmentStatus' });

/** A promise given in talks, by us or by the client, with its due day. */
export const Commitment = z
  .strictObject({
    id: Id,
    clientId: Id,
    side: CommitmentSide,
    text: Line(500),
    dueOn: Day,
    status: CommitmentStatus,
    ownerId: Id.describe('The employee of ours who sees to it'),
    departmentId: Id,
    activityId: Id.nullable().describe('The interaction in which it was given'),
    closedAt: Moment.nullable(),
    closingComment: FreeText.nullable(),
    madeOnBehalf: MadeOnBehalf.optional().describe(
      'Who made or closed it in whose place; absent where nobody was substituted',
    ),
    version: Version,
    createdAt: Moment,
    updatedAt: Moment,
  })
  .meta({ id: 'Commitment' });
export type Commitment = z.output<typeof Commitment>;

/** A promise as it stands in a list. */
export const CommitmentListItem = Commitment.extend(marked).meta({ id: 'CommitmentListItem' });
export type CommitmentListItem = z.output<typeof CommitmentListItem>;

export const NewCommitment = z
  .strictObject({
    clientId: Id,
    side: CommitmentSide,
    text: Commitment.shape.text,
    dueOn: Day,
    activityId: Id.nullable().default(null),
  })
  .meta({ id: 'NewCommitment' });
export type NewCommitment = z.output<typeof NewCommitment>;
