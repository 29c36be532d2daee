import { Types } from 'mongoose';

/**
 * The ids to which a filter limits what it finds, by itself or within an `$and`; undefined when it does not limit it by
 * ids.
 */
export function idsIn(filter: Readonly<Record<string, unknown>>): Types.ObjectId[] | undefined {
  const { _id, $and } = filter;
  const own = idsOf(_id);
  if (own) return own;
  for (const part of Array.isArray($and) ? ($and as unknown[]) : []) {
    const ids = isFilter(part) ? idsIn(part) : undefined;
    if (ids) return ids;
  }
  return undefined;
}

function idsOf(condition: unknown): Types.ObjectId[] | undefined {
  const id = idOf(condition);
  if (id) return [id];
  if (!isFilter(condition) || !Array.isArray(condition['$in'])) return undefined;
  const ids = condition['$in'].map(idOf);
  return ids.every((one) => one !== undefined) ? ids : undefined;
}

function idOf(value: unknown): Types.ObjectId | undefined {
  if (value instanceof Types.ObjectId) return value;
  return typeof value === 'string' && /^[0-9a-f]{24}$/.test(value) ? new Types.ObjectId(value) : undefined;
}

const isFilter = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !(value instanceof Types.ObjectId);
