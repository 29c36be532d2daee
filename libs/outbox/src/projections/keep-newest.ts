import { type Model, trusted, type Types } from 'mongoose';

/** What every row of a projection has. */
export interface ProjectionRow {
  /** The id of the record that it is a copy of. */
  readonly _id: Types.ObjectId;
  /** The version of the record that it shows. */
  readonly version: number;
  /** The rebuild that has last seen the record; 0 before the first. */
  readonly generation: number;
}

/** The model as what all projections have in common. */
const asProjection = <Row extends ProjectionRow>(model: Model<Row>) => model as unknown as Model<ProjectionRow>;

/**
 * Takes rows over into a projection within the transaction under way, whatever the order in which they come: an older
 * version changes nothing, a newer one replaces the row, the same one does so in a newer generation, whose rows may have
 * another shape.
 */
export async function keepNewest<Row extends ProjectionRow>(model: Model<Row>, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const projection = asProjection(model);
  const newest = newestOfEach(rows);
  const ids = [...newest.values()].map(({ _id }) => _id);
  const present = await projection
    .find({ _id: trusted({ $in: ids }) }, { version: 1, generation: 1 })
    .lean<ProjectionRow[]>();
  const writes = present.flatMap((row) => writesOf(row, newest.get(String(row._id))));
  for (const { _id } of present) newest.delete(String(_id));
  // Inserting costs a fraction of an upsert, and a load or a rebuild brings thousands of rows that are new.
  if (newest.size > 0) await projection.insertMany([...newest.values()], { lean: true, rawResult: true });
  if (writes.length > 0) await projection.bulkWrite(writes);
}

function newestOfEach(rows: readonly ProjectionRow[]): Map<string, ProjectionRow> {
  const newest = new Map<string, ProjectionRow>();
  for (const row of rows) {
    const rival = newest.get(String(row._id));
    if (!rival || isOutdated(rival, row)) newest.set(String(row._id), row);
  }
  return newest;
}

const isOutdated = (present: ProjectionRow, row: ProjectionRow): boolean =>
  present.version < row.version || (present.version === row.version && present.generation < row.generation);

function writesOf(present: ProjectionRow, row: ProjectionRow | undefined) {
  if (!row) return [];
  const { _id, generation, ...facts } = row;
  const seen = { generation: Math.max(generation, present.generation) };
  if (isOutdated(present, row)) return [{ updateOne: { filter: { _id }, update: { $set: { ...facts, ...seen } } } }];
  return generation > present.generation ? [{ updateOne: { filter: { _id }, update: { $set: seen } } }] : [];
}

/** Removes rows that no rebuild since this generation has seen. Needs an index `{ generation: 1 }`. */
export async function removeOlderRows<Row extends ProjectionRow>(
  model: Model<Row>,
  generation: number,
  limit: number,
): Promise<number> {
  const rows = asProjection(model);
  const older = { generation: trusted({ $lt: generation }) };
  const found = await rows.find(older, { _id: 1 }).limit(limit).lean<Pick<ProjectionRow, '_id'>[]>();
  if (found.length === 0) return 0;
  return (await rows.deleteMany({ ...older, _id: trusted({ $in: found.map(({ _id }) => _id) }) })).deletedCount;
}
