import { type Model, type PipelineStage, type Query, type Schema, trusted, type Types } from 'mongoose';
import { isMigrating } from '../migration-mark.ts';
import { attemptsOn } from '../transaction-attempt.ts';
import { AUDIT_COLLECTION, type AuditedAs, isWithin, setAuditedAs } from './audited-as.ts';
import type { ChainEnd, RecordChanges, RecordImage } from './record-changes.ts';

/** A record before its change, with the end of its chain. */
interface Before {
  readonly image: RecordImage;
  readonly end: ChainEnd | null;
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
 * fields alone is not noted. Migrations change what they like: they are audited as a whole (`beginAudit`).
 */
export function askForAudit(schema: Schema, audited: AuditedAs): void {
  setAuditedAs(schema, audited);
  refuseWhatCannotBeNoted(schema, audited);
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

function noteNewRecords(schema: Schema, audited: AuditedAs): void {
  const require = (model: Pick<AnyModel, 'db'>): void => {
    if (!isMigrating()) changesOn(model, audited);
  };
  const note = (model: Pick<AnyModel, 'db'>, records: readonly unknown[]): void => {
    if (isMigrating()) return;
    const changes = changesOn(model, audited);
    for (const after of records.map(imageOf)) changes.note({ audited, id: after._id, before: null, after, end: null });
  };
  schema.pre('insertMany', function () {
    require(this);
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
    changesOn(this.model, audited);
    found.set(this, await readBefore(this, audited));
  });
  schema.post(changing, onQuery, async function (result: unknown) {
    const before = found.get(this) ?? [];
    if (before.length === 0 || result === null) return;
    const after = await readAfter(this, before, result as object);
    const changes = changesOn(this.model, audited);
    for (const { image, end } of before) {
      const changed = after.get(image._id.toHexString());
      if (changed) changes.note({ audited, id: image._id, before: image, after: changed, end });
    }
  });
}

function noteDeletions(schema: Schema, audited: AuditedAs): void {
  schema.pre('findOneAndDelete', onQuery, async function () {
    if (isMigrating()) return;
    changesOn(this.model, audited);
    found.set(this, await readBefore(this, audited));
  });
  schema.post('findOneAndDelete', onQuery, function (deleted: { readonly _id: Types.ObjectId } | null) {
    const before = found.get(this)?.find(({ image }) => deleted !== null && image._id.equals(deleted._id));
    if (!before) return;
    const { image, end } = before;
    changesOn(this.model, audited).note({ audited, id: image._id, before: image, after: null, end });
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
}

const imageOf = (record: unknown): RecordImage => (isDocument(record) ? record.toObject() : record) as RecordImage;

const isDocument = (record: unknown): record is { toObject(): unknown } =>
  typeof record === 'object' && record !== null && 'toObject' in record && typeof record.toObject === 'function';

/** The records that the operation finds, and the ends of their chains, in one question. */
async function readBefore(query: AnyQuery, { derived = [] }: AuditedAs): Promise<Before[]> {
  const { model } = query;
  const filter = model.find().cast(model, query.getFilter()) as Record<string, unknown>;
  const stages: PipelineStage[] = [
    { $match: filter },
    ...(derived.length > 0 ? [{ $unset: [...derived] }] : []),
    { $lookup: endOfChain },
  ];
  const records = await model.aggregate<RecordImage & { readonly [END]: readonly ChainEnd[] }>(stages);
  return records.map(({ [END]: ends, ...image }) => ({ image: image, end: ends[0] ?? null }));
}

const END = 'endOfItsChain';
const endOfChain = {
  from: AUDIT_COLLECTION,
  localField: '_id',
  foreignField: 'recordId',
  pipeline: [{ $sort: { seq: -1 } }, { $limit: 1 }, { $project: { _id: 0, seq: 1, hash: 1 } }],
  as: END,
} satisfies PipelineStage.Lookup['$lookup'];

/** What has become of them: the operation itself tells it when it returns the whole record. */
async function readAfter(
  query: AnyQuery,
  before: readonly Before[],
  result: object,
): Promise<Map<string, RecordImage>> {
  const isWhole = Object.keys({ ...query.projection() }).length === 0;
  const isTold = query.getOptions().returnDocument === 'after' && isWhole && '_id' in result;
  const after = isTold ? [imageOf(result)] : await readAgain(query.model as AnyModel, before);
  return new Map(after.map((image) => [image._id.toHexString(), image]));
}

const readAgain = (model: AnyModel, before: readonly Before[]): Promise<RecordImage[]> =>
  model
    .find({ _id: trusted({ $in: before.map(({ image }) => image._id) }) })
    .lean<RecordImage[]>()
    .exec();

/** Whether the operation touches nothing of which the audit speaks: then it costs nothing. */
function changesDerivedAlone(query: AnyQuery, { derived = [] }: AuditedAs): boolean {
  const update: unknown = query.getUpdate();
  if (typeof update !== 'object' || update === null || Array.isArray(update)) return false;
  const paths = Object.entries(update).flatMap(([key, value]) =>
    key.startsWith('$') ? Object.keys(value as object) : key,
  );
  return paths.every((path) => isWithin(path, derived));
}
