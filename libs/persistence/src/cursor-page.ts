import { trusted, type Model, type QueryFilter, type Types } from 'mongoose';
import { decodeCursor, encodeCursor, isSortValue, listName, type PageCursor, type Sort } from './page-cursor.ts';

interface Identified {
  readonly _id: Types.ObjectId;
}

export interface PageQuery<Doc extends Identified> {
  readonly model: Model<Doc>;
  readonly filter: QueryFilter<Doc>;
  /** Equal values are ordered by id; a missing value sorts as null, before all others. */
  readonly sort: Sort;
  readonly limit: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  readonly projection?: Readonly<Record<string, 0 | 1>> | undefined;
  /** The index to read the page from, where MongoDB's own choice cannot be relied on. */
  readonly hint?: Readonly<Record<string, 1 | -1>> | undefined;
  /** Also count the records of all pages. */
  readonly count?: boolean | undefined;
}

export interface Page<Doc> {
  readonly data: Doc[];
  readonly page: { readonly nextCursor: string | null; readonly hasMore: boolean };
  readonly total?: number;
}

/**
 * One page of a list. Pages join without a gap or a repetition whatever is added or deleted meanwhile; a record whose
 * sort value changes between two pages may be met twice or not at all.
 *
 * @throws DomainError `cursor_invalid` when the cursor is not one of this collection in this order.
 */
export async function cursorPage<Doc extends Identified>(query: PageQuery<Doc>): Promise<Page<Doc>> {
  const [found, total] = await Promise.all([findFrom(query), query.count ? countAll(query) : undefined]);
  const data = found.slice(0, query.limit);
  const last = data.at(-1);
  const hasMore = found.length > query.limit;
  const nextCursor = hasMore && last ? cursorAfter(last, query.model.modelName, query.sort) : null;
  return { data, page: { nextCursor, hasMore }, ...(total !== undefined && { total }) };
}

/** Takes one record more than the page holds, to learn whether there is a next one. */
async function findFrom<Doc extends Identified>(query: PageQuery<Doc>): Promise<Doc[]> {
  const found: Doc[] = [];
  for (const range of rangesOf(query)) {
    const missing = query.limit + 1 - found.length;
    if (missing > 0) found.push(...(await findIn(range, missing, query)));
  }
  return found;
}

function findIn<Doc extends Identified>(
  { filter, order }: Range,
  limit: number,
  query: PageQuery<Doc>,
): Promise<Doc[]> {
  const found = query.model
    .find({ $and: [query.filter, filter] }, projectionWith(query.sort.field, query.projection))
    .sort(order)
    .limit(limit);
  return (query.hint ? found.hint({ ...query.hint }) : found).lean<Doc[]>().exec();
}

function countAll<Doc extends Identified>({ model, filter }: PageQuery<Doc>): Promise<number> {
  return model.countDocuments(filter).exec();
}

/** A stretch of the list's index. */
interface Range {
  readonly filter: QueryFilter<Identified>;
  readonly order: [string, 1 | -1][];
}

/**
 * The records behind the cursor, as ranges that follow one another: those with the same value, then the others. A single
 * filter that joins them by `$or` would make MongoDB walk over all the pages before. Records with the same value are
 * ordered by id alone, otherwise MongoDB 6 sorts them in memory where an index has several values before the sorted one.
 */
function rangesOf<Doc extends Identified>({ model, sort, cursor }: PageQuery<Doc>): Range[] {
  const { field, direction } = sort;
  const byId: Range['order'] = [['_id', direction === 'asc' ? 1 : -1]];
  const order: Range['order'] = field === '_id' ? byId : [[field, direction === 'asc' ? 1 : -1], ...byId];
  if (cursor === undefined) return [{ filter: {}, order }];

  const { value, id } = decodeCursor(listName(model.modelName, sort), cursor);
  const afterId = { _id: trusted(direction === 'asc' ? { $gt: id } : { $lt: id }) };
  if (field === '_id') return [{ filter: afterId, order }];
  const others = beyondValue(field, direction, value).map((filter) => ({ filter, order }));
  return [{ filter: { [field]: value, ...afterId }, order: byId }, ...others];
}

/** MongoDB compares values of one type only, so null, which sorts before all of them, needs a range of its own. */
function beyondValue(
  field: string,
  direction: Sort['direction'],
  value: PageCursor['value'],
): QueryFilter<Identified>[] {
  if (direction === 'asc') return [{ [field]: trusted(value === null ? { $ne: null } : { $gt: value }) }];
  return value === null ? [] : [{ [field]: trusted({ $lt: value }) }, { [field]: null }];
}

/** A projection that names what to keep must keep the sort value too: the cursor is made of it. */
function projectionWith(field: string, projection: Readonly<Record<string, 0 | 1>> = {}): Record<string, 0 | 1> {
  const keeps = Object.values(projection).includes(1);
  return keeps ? { ...projection, [field]: 1 } : { ...projection };
}

/** The cursor of the page that begins behind this record, in the list of the model in this order. */
export function cursorAfter(last: Identified, modelName: string, sort: Sort): string {
  const value = valueAt(last, sort.field) ?? null;
  if (!isSortValue(value)) throw new Error(`Records cannot be paged by ${sort.field}, which holds no single value`);
  return encodeCursor(listName(modelName, sort), { value, id: last._id });
}

function valueAt(record: object, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), record);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
