import { DomainError } from '@crm/kernel';
import type { Model, QueryFilter, UpdateQuery } from 'mongoose';
import type { StoredRecord } from './record.ts';

interface VersionedChange<Doc extends StoredRecord> {
  /** The id of the record, with the conditions under which the actor may touch it. */
  readonly filter: QueryFilter<Doc>;
  /** The version that the caller has seen; undefined changes any. */
  readonly expectedVersion: number | undefined;
  readonly update: UpdateQuery<Doc> & { readonly $set: { readonly updatedAt: Date } };
}

/**
 * Changes one record in a single step, so that of two writers who saw the same version one is refused. When others are
 * told of such records, it belongs into a transaction, which then asks for an event of the new version.
 *
 * @returns the changed record, or null when none fits the filter.
 * @throws DomainError `version_conflict` with the `current` version when somebody else was faster. Error outside of a
 *   transaction when others are told of such records.
 */
export async function changeVersioned<Doc extends StoredRecord>(
  model: Model<Doc>,
  { filter, expectedVersion, update }: VersionedChange<Doc>,
): Promise<Doc | null> {
  const seen = expectedVersion === undefined ? filter : { ...filter, version: expectedVersion };
  const counted = { ...update, $inc: { ...update.$inc, version: 1 } };
  const changed = await model.findOneAndUpdate(seen, counted, { returnDocument: 'after' }).lean<Doc>();
  if (changed || expectedVersion === undefined) return changed;

  const current = await model.findOne(filter, { version: 1 }).lean<Pick<Doc, 'version'>>();
  if (current) throw new DomainError('version_conflict', { current: current.version });
  return null;
}
