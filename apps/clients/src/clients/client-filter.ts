import type { ClientFilter } from '@crm/contracts';
import { type QueryFilter, trusted } from 'mongoose';
import type { z } from 'zod';
import { searchPatterns } from '../names/searchable-name.ts';
import type { ClientDocument } from './client.schema.ts';

type Conditions = QueryFilter<ClientDocument>;
type Request = z.output<typeof ClientFilter>;

/** What a request for the list asks of a client. */
export function requested({
  search,
  limit: _l,
  cursor: _c,
  count: _n,
  sort: _s,
  whose: _w,
  ...equal
}: Request): Conditions[] {
  const asked = Object.entries(equal).filter(([, value]) => value !== undefined);
  return [...asked.map(([field, value]) => ({ [field]: value })), ...(search === undefined ? [] : matching(search))];
}

/** A search without a letter or a digit finds nothing. */
function matching(search: string): Conditions[] {
  const patterns = searchPatterns(search);
  return patterns.length > 0 ? patterns.map((words) => ({ words })) : [{ _id: trusted({ $in: [] }) }];
}
