import { z } from 'zod';

const flagFromQuery = (value: unknown): unknown => (value === 'true' ? true : value === 'false' ? false : value);

/** A yes or no that may come as a query parameter. */
export const Flag = z.preprocess(flagFromQuery, z.boolean()).meta({ type: 'boolean' });

/** What every list takes. `count` asks for the exact total, which costs a count over the filter. */
export const pageInput = {
  limit: z.coerce.number<number>().int().min(1).max(100).default(50).describe('Records on the page, at most 100'),
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  count: Flag.optional().describe('Also return the exact total'),
};

const PageEnd = z
  .strictObject({ nextCursor: z.string().nullable(), hasMore: z.boolean() })
  .meta({ id: 'PageEnd', description: 'Where the next page begins' });

/** A page of records: `total` is there only when it was asked for. */
export const pageOf = <Item extends z.ZodType>(item: Item, id: string) =>
  z.strictObject({ data: z.array(item), page: PageEnd, total: z.int().min(0).optional() }).meta({ id });
