import { z } from 'zod';
import { ExternalId, Id } from './primitives.ts';

/**
 * The reply to a bulk load: what became of each row, in the order of the rows. A row whose `externalId` is known
 * already is `kept` as it stands, so a load can be repeated after any failure.
 */
export const LoadResult = z.strictObject({
  rows: z.array(z.strictObject({ externalId: ExternalId, id: Id, outcome: z.enum(['created', 'kept']) })),
});
export type LoadResult = z.output<typeof LoadResult>;

/** Rows of one bulk message: a transaction holds them all or none. */
export const loadRows = <Row extends z.ZodType>(row: Row) => z.array(row).min(1).max(500);
