import type { Connection, Model, Query, Schema, Types } from 'mongoose';
import { attemptsOn } from './transaction-attempt.ts';
import type { UntoldVersions } from './untold-versions.ts';

/**
 * The versions that records of the kind reach in the transaction under way, for which it will ask for events.
 *
 * @throws Error outside of a transaction.
 */
function versionsToTell(connection: Connection, kind: string): UntoldVersions {
  const attempt = attemptsOn(connection).getStore();
  if (!attempt) throw new Error(`A change of a ${kind} needs a transaction: its event is stored with it`);
  return attempt.versions;
}

/**
 * From now on every new record and every new version that models of this schema store asks for its event, and what cannot
 * be checked is refused. What leaves the version as it is tells nothing to anybody and asks for none.
 */
export function askForEvents(schema: Schema, kind: string): void {
  askForNewRecords(schema, kind);
  askForChanges(schema, kind);
  askForLastVersions(schema, kind);
  refuseWhatCannotBeChecked(schema);
}

interface ReachedVersion {
  readonly _id: Types.ObjectId;
  readonly version: number;
}

function askForNewRecords(schema: Schema, kind: string): void {
  const note = (connection: Connection, records: readonly ReachedVersion[]): void => {
    const versions = versionsToTell(connection, kind);
    for (const { _id, version } of records) versions.noteReached({ kind, id: String(_id), version });
  };
  schema.pre('insertMany', function (given: unknown) {
    note(this.db, [given].flat() as ReachedVersion[]);
  });
  schema.pre('save', function () {
    note(this.db, [this.toObject<ReachedVersion>()]);
  });
}

type AnyQuery = Query<unknown, unknown>;

const onQuery = { document: false, query: true } as const;

function askForChanges(schema: Schema, kind: string): void {
  schema.pre(['updateOne', 'updateMany', 'findOneAndUpdate'], onQuery, function () {
    if (raisesVersion(this)) versionsToTell(this.model.db, kind);
  });
  schema.post(['updateOne', 'updateMany'], onQuery, function (result: unknown) {
    const { modifiedCount } = result as { readonly modifiedCount: number };
    if (raisesVersion(this)) versionsToTell(this.model.db, kind).noteChanged(kind, modifiedCount);
  });
  schema.post('findOneAndUpdate', onQuery, function (changed: Partial<ReachedVersion> | null) {
    if (changed === null || !raisesVersion(this)) return;
    const { _id, version } = changed;
    if (_id === undefined || version === undefined) throw refusal(this.model, 'leaves out which version it has made');
    versionsToTell(this.model.db, kind).noteReached({ kind, id: _id.toHexString(), version });
  });
}

/** A record may be deleted in the transaction that has given it a last version, whose event says that it is gone. */
function askForLastVersions(schema: Schema, kind: string): void {
  schema.pre('findOneAndDelete', onQuery, function () {
    versionsToTell(this.model.db, kind);
  });
  schema.post('findOneAndDelete', onQuery, function (deleted: ReachedVersion | null) {
    if (deleted === null) return;
    const last = { kind, id: String(deleted._id), version: deleted.version };
    if (versionsToTell(this.model.db, kind).hasReached(last)) return;
    throw refusal(this.model, 'deletes what has no last version of which others are told', LAST_VERSION);
  });
}

function refuseWhatCannotBeChecked(schema: Schema): void {
  schema.pre(['replaceOne', 'findOneAndReplace'], onQuery, function () {
    throw refusal(this.model, 'replaces a record with its version');
  });
  schema.pre(['deleteOne', 'deleteMany'], onQuery, function () {
    throw refusal(this.model, 'deletes without saying in which version', LAST_VERSION);
  });
  schema.pre(['updateOne', 'updateMany', 'findOneAndUpdate'], onQuery, function () {
    if (Array.isArray(this.getUpdate()))
      throw refusal(this.model, 'changes by a pipeline does not say what becomes of the version');
    if (this.getOptions().upsert === true)
      throw refusal(this.model, 'may insert does not say whether it has made a record');
  });
  schema.pre('findOneAndUpdate', onQuery, function () {
    const isAfter = this.getOptions().returnDocument === 'after';
    if (raisesVersion(this) && !isAfter) throw refusal(this.model, 'returns what was before the new version');
  });
  schema.pre('bulkWrite', function () {
    throw refusal(this, 'does not say what it has changed');
  });
}

const LAST_VERSION = 'changeVersioned and then findOneAndDelete, in one transaction';
const checked = 'insertMany, updateMany or changeVersioned, whose events are checked';

/** Names the model, its collection, and what to do instead. */
const refusal = (
  { modelName, collection }: Pick<Model<unknown>, 'modelName' | 'collection'>,
  why: string,
  use = checked,
) =>
  new Error(`${modelName} (collection ${collection.collectionName}): an operation that ${why} is refused: use ${use}`);

/** By whichever operator, or by none. */
function raisesVersion(query: AnyQuery): boolean {
  const update = Object.entries(query.getUpdate() ?? {}) as [string, unknown][];
  return update.some(
    ([key, value]) => key === 'version' || (key.startsWith('$') && isObject(value) && 'version' in value),
  );
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
