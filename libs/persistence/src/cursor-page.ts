import { trusted, type Model, type QueryFilter } from 'mongoose';
import { decodeCursor, encodeCursor, isSortValue, listName, type PageCursor, type Sort } from './page-cursor.ts';
import type { StoredRecord } from './record.ts';

export interface PageQuery<Doc extends StoredRecord> {
  readonly model: Model<Doc>;
  readonly filter: QueryFilter<Doc>;
  /** Equal values are ordered by id; a missing value sorts as null, before all others. */
  readonly sort: Sort;
  readonly limit: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  readonly projection?: Readonly<Record<string, 0 | 1>> | undefined;
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
export async function cursorPage<Doc extends StoredRecord>(query: PageQuery<Doc>): Promise<Page<Doc>> {
  const [found, total] = await Promise.all([findFrom(query), query.count ? countAll(query) : undefined]);
  const data = found.slice(0, query.limit);
  const last = data.at(-1);
  const hasMore = found.length > query.limit;
  const nextCursor = hasMore && last ? cursorAfter(last, query) : null;
  return { data, page: { nextCursor, hasMore }, ...(total !== undefined && { total }) };
}

/** Takes one record more than the page holds, to learn whether there is a next one. */
async function findFrom<Doc extends StoredRecord>(query: PageQuery<Doc>): Promise<Doc[]> {
  const { model, filter, sort, limit, cursor } = query;
  const order = sort.direction === 'asc' ? 1 : -1;
  const after =
    cursor === undefined ? [] : [following(sort, decodeCursor(listName(model.collection.name, sort), cursor))];
  return model
    .find({ $and: [filter, ...after] }, projectionWith(sort.field, query.projection))
    .sort([
      [sort.field, order],
      ['_id', order],
    ])
    .limit(limit + 1)
    .lean<Doc[]>();
}

function countAll<Doc extends StoredRecord>({ model, filter }: PageQuery<Doc>): Promise<number> {
  return model.countDocuments(filter).exec();
}

/** The records behind the cursor. MongoDB compares values of one type only, so null needs branches of its own. */
function following({ field, direction }: Sort, { value, id }: PageCursor): QueryFilter<StoredRecord> {
  const beyond = direction === 'asc' ? '$gt' : '$lt';
  const tie = { [field]: value, _id: trusted({ [beyond]: id }) };
  if (field === '_id') return { _id: trusted({ [beyond]: id }) };
  if (direction === 'asc') return { $or: [{ [field]: trusted(value === null ? { $ne: null } : { $gt: value }) }, tie] };
  return value === null ? tie : { $or: [{ [field]: trusted({ $lt: value }) }, { [field]: null }, tie] };
}

/** A projection that names what to keep must keep the sort value too: the cursor is made of it. */
function projectionWith(field: string, projection: Readonly<Record<string, 0 | 1>> = {}): Record<string, 0 | 1> {
  const keeps = Object.values(projection).includes(1);
  return keeps ? { ...projection, [field]: 1 } : { ...projection };
}

function cursorAfter<Doc extends StoredRecord>(last: Doc, { model, sort }: PageQuery<Doc>): string {
  const value = valueAt(last, sort.field) ?? null;
  if (!isSortValue(value)) throw new Error(`Records cannot be paged by ${sort.field}, which holds no single value`);
  return encodeCursor(listName(model.collection.name, sort), { value, id: last._id });
}

function valueAt(record: object, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), record);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
