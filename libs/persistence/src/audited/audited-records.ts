import { type Model, type Query, type Schema, trusted, Types } from 'mongoose';
import { isMigrating } from '../migration-mark.ts';
import { attemptsOn } from '../transaction-attempt.ts';
import { type AuditedAs, isWithin, setAuditedAs } from './audited-as.ts';
import { idsIn } from './ids-in-filter.ts';
import { type RecordChanges, type RecordImage, recordImageOf, type StoredImage } from './record-changes.ts';

/** A record before its change. */
interface Before {
  readonly id: Types.ObjectId;
  readonly image: RecordImage;
}

type AnyModel = Model<unknown>;
type AnyQuery = Query<unknown, unknown>;

const onQuery = { document: false, query: true } as const;
const changing: ('updateOne' | 'updateMany' | 'findOneAndUpdate')[] = ['updateOne', 'updateMany', 'findOneAndUpdate'];

/** What an operation was about to change; it lives as long as the operation. */
const found = new WeakMap<AnyQuery, readonly Before[]>();

/**
 * From now on everything that models of this schema change is noted with what it was and what it has become, so that the
 * transaction writes its audit. It is refused outside of transactions, and where that cannot be told. What changes derived
 * fields alone is not noted. Migrations change what they like: what they leave is taken as found.
 */
export function askForAudit(schema: Schema, audited: AuditedAs): void {
  setAuditedAs(schema, audited);
  refuseWhatCannotBeNoted(schema, audited);
  rememberWhatIsRead(schema, audited);
  noteNewRecords(schema, audited);
  noteChanges(schema, audited);
  noteDeletions(schema, audited);
}

/** @throws Error outside of a transaction. */
function changesOn({ db }: Pick<AnyModel, 'db'>, { kind }: AuditedAs): RecordChanges {
  const attempt = attemptsOn(db).getStore();
  if (!attempt) throw new Error(`A change of a ${kind} needs a transaction: its audit is stored with it`);
  return attempt.changes;
}

/** A command reads what it changes, so that its state before need not be asked for. */
function rememberWhatIsRead(schema: Schema, audited: AuditedAs): void {
  schema.post(['find', 'findOne'], onQuery, function (result: unknown) {
    const changes = attemptsOn(this.model.db).getStore()?.changes;
    if (!changes || !readsAll(this, audited)) return;
    for (const record of [result].flat()) if (record) changes.remember(storedImage(record));
  });
}

function noteNewRecords(schema: Schema, audited: AuditedAs): void {
  const require = (model: Pick<AnyModel, 'db'>): void => {
    if (!isMigrating()) changesOn(model, audited);
  };
  const note = (model: Pick<AnyModel, 'db'>, records: readonly unknown[]): void => {
    if (isMigrating()) return;
    const changes = changesOn(model, audited);
    for (const record of records.map(storedImage)) {
      changes.note({ audited, id: record._id, before: null, after: recordImageOf(record) });
    }
  };
  schema.pre('insertMany', function (given: unknown) {
    if ([given].flat().length > 0) require(this);
  });
  schema.pre('save', function () {
    require(this);
  });
  schema.post('insertMany', function (stored: unknown) {
    note(this, [stored].flat());
  });
  schema.post('save', function () {
    note(this, [this]);
  });
}

function noteChanges(schema: Schema, audited: AuditedAs): void {
  schema.pre(changing, onQuery, async function () {
    if (isMigrating() || changesDerivedAlone(this, audited)) return;
    found.set(this, await before(this, changesOn(this.model, audited)));
  });
  schema.post(changing, onQuery, async function (result: unknown) {
    const changed = found.get(this) ?? [];
    if (changed.length === 0 || result === null) return;
    const after = await readAfter(this, changed, result as object);
    const changes = changesOn(this.model, audited);
    for (const { id, image } of changed) {
      const record = after.get(id.toHexString());
      if (record) changes.note({ audited, id, before: image, after: recordImageOf(record) });
    }
  });
}

function noteDeletions(schema: Schema, audited: AuditedAs): void {
  schema.pre('findOneAndDelete', onQuery, function () {
    if (!isMigrating()) changesOn(this.model, audited);
  });
  schema.post('findOneAndDelete', onQuery, function (deleted: unknown) {
    if (deleted === null || isMigrating()) return;
    const record = storedImage(deleted);
    changesOn(this.model, audited).note({ audited, id: record._id, before: recordImageOf(record), after: null });
  });
}

function refuseWhatCannotBeNoted(schema: Schema, { kind }: AuditedAs): void {
  const refuse = (what: string): void => {
    if (!isMigrating()) throw new Error(`${what} of a ${kind} is refused: its audit could not say what has changed`);
  };
  schema.pre(['replaceOne', 'findOneAndReplace'], onQuery, () => refuse('A replacement'));
  schema.pre(['deleteOne', 'deleteMany'], onQuery, () => refuse('A deletion by other than findOneAndDelete'));
  schema.pre('bulkWrite', () => refuse('A bulkWrite'));
  schema.pre(changing, onQuery, function () {
    if (this.getOptions().upsert === true) refuse('A change that may insert');
  });
  schema.pre('findOneAndDelete', onQuery, function () {
    if (projectionOf(this).length > 0) refuse('A deletion that does not return the whole record');
  });
}

const storedImage = (record: unknown): StoredImage => (isDocument(record) ? record.toObject() : record) as StoredImage;

const isDocument = (record: unknown): record is { toObject(): unknown } =>
  typeof record === 'object' && record !== null && 'toObject' in record && typeof record.toObject === 'function';

/** What the operation is about to change: remembered, where the transaction has read it, or else read now. */
async function before(query: AnyQuery, changes: RecordChanges): Promise<Before[]> {
  const { model } = query;
  const remembered = idsIn(query.getFilter())?.map((id) => ({ id, image: changes.imageOf(id) }));
  if (remembered?.every(isKnown)) return remembered;
  const records = await model.find(query.getFilter()).lean<StoredImage[]>().exec();
  return records.map((record) => ({ id: record._id, image: recordImageOf(record) }));
}

const isKnown = (before: { readonly image: RecordImage | undefined }): before is Before => before.image !== undefined;

/** What has become of them: the operation itself tells it when it returns the whole record. */
async function readAfter(
  query: AnyQuery,
  changed: readonly Before[],
  result: object,
): Promise<Map<string, StoredImage>> {
  const isWhole = query.getOptions().returnDocument === 'after' && projectionOf(query).length === 0;
  const isTold = isWhole && '_id' in result;
  const after = isTold ? [storedImage(result)] : await readAgain(query.model as AnyModel, changed);
  return new Map(after.map((record) => [record._id.toHexString(), record]));
}

const readAgain = (model: AnyModel, changed: readonly Before[]): Promise<StoredImage[]> =>
  model
    .find({ _id: trusted({ $in: changed.map(({ id }) => id) }) })
    .lean<StoredImage[]>()
    .exec();

const projectionOf = (query: AnyQuery): [string, unknown][] => Object.entries({ ...query.projection() });

/** Whether nothing is left out of what the query reads but derived fields. */
const readsAll = (query: AnyQuery, { derived = [] }: AuditedAs): boolean =>
  projectionOf(query).every(([path, kept]) => (kept === 0 || kept === false) && isWithin(path, derived));

/** Whether the operation touches nothing of which the audit speaks: then it costs nothing. */
function changesDerivedAlone(query: AnyQuery, { derived = [] }: AuditedAs): boolean {
  const update: unknown = query.getUpdate();
  if (typeof update !== 'object' || update === null || Array.isArray(update)) return false;
  const paths = Object.entries(update).flatMap(([key, value]) =>
    key.startsWith('$') ? Object.keys(value as object) : key,
  );
  return paths.every((path) => isWithin(path, derived));
}
