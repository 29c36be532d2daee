import type { Position, PositionChange } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import { keysOf, type PositionToStore } from './position.ts';
import type { PositionDocument } from './position.schema.ts';

export const toPosition = ({ _id, name, rank, closed, version }: PositionDocument): Position => ({
  id: _id.toHexString(),
  name: { ru: name.ru, en: name.en },
  rank,
  closed,
  version,
});

export const toPositionDocument = ({ id, name, rank }: PositionToStore, now: Date): PositionDocument => ({
  _id: toObjectId(id),
  name,
  keys: keysOf(name),
  rank,
  closed: false,
  version: 1,
  createdAt: now,
  updatedAt: now,
});

/** The fields to set for a change. */
export const toStoredChange = ({ name, rank, closed }: PositionChange): Partial<PositionDocument> => ({
  ...(name !== undefined && { name, keys: keysOf(name) }),
  ...(rank !== undefined && { rank }),
  ...(closed !== undefined && { closed }),
});
