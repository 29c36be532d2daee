import { createHash } from 'node:crypto';
import { DomainError } from '@crm/kernel';
import { Types, mongo } from 'mongoose';

export interface Sort {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

export type SortValue = string | number | boolean | Date | Types.ObjectId | Types.Decimal128 | null;

/** The last record of a page: the next page begins after it, even if it has been deleted since. */
export interface PageCursor {
  readonly value: SortValue;
  readonly id: Types.ObjectId;
}

const { EJSON } = mongo.BSON;

/** Makes the opaque text for a cursor; it carries the list that it was made for. */
export function encodeCursor(list: string, { value, id }: PageCursor): string {
  return Buffer.from(EJSON.stringify([value, id, fingerprint(list)])).toString('base64url');
}

/** @throws DomainError `cursor_invalid` when the text is no cursor, or one of another list or another order. */
export function decodeCursor(list: string, text: string): PageCursor {
  const [value, id, madeFor] = parse(text);
  if (madeFor !== fingerprint(list) || !(id instanceof Types.ObjectId) || !isSortValue(value)) {
    throw new DomainError('cursor_invalid');
  }
  return { value, id };
}

export const listName = (model: string, { field, direction }: Sort): string => [model, field, direction].join(' ');

export function isSortValue(value: unknown): value is SortValue {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  return value instanceof Date || value instanceof Types.ObjectId || value instanceof Types.Decimal128;
}

function parse(text: string): readonly unknown[] {
  try {
    const parsed: unknown = EJSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

const fingerprint = (list: string): string => createHash('sha256').update(list).digest('base64url').slice(0, 8);
