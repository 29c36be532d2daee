import { z } from 'zod';
import { Id, LocalizedName, Version } from '../primitives.ts';

/** What people work as. A closed one stays with those who have it and in their history, and is given to nobody else. */
export const Position = z
  .strictObject({
    id: Id,
    name: LocalizedName.describe('Each name stands once among all positions, in whichever language and case'),
    rank: z.int().min(1).max(1_000).describe('Its place in lists: 1 is the highest'),
    closed: z.boolean(),
    version: Version,
  })
  .meta({ id: 'Position' });
export type Position = z.output<typeof Position>;

const facts = { name: Position.shape.name, rank: Position.shape.rank };

export const NewPosition = z.strictObject({ ...facts, rank: facts.rank.default(500) }).meta({ id: 'NewPosition' });
export type NewPosition = z.output<typeof NewPosition>;

/** A merge patch; `closed` closes a position or opens it again. */
export const PositionChange = z
  .strictObject({ ...facts, closed: Position.shape.closed })
  .partial()
  .meta({ id: 'PositionChange' });
export type PositionChange = z.output<typeof PositionChange>;
