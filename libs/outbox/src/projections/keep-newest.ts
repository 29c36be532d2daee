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
 * Takes rows over into a projection, whatever the order in which they come: an older version changes nothing, a newer one
 * replaces the row, the same one does so in a newer generation, whose rows may have another shape.
 */
export async function keepNewest<Row extends ProjectionRow>(model: Model<Row>, rows: readonly Row[]): Promise<void> {
  if (rows.length > 0) await asProjection(model).bulkWrite(rows.flatMap(writesOf));
}

function writesOf({ _id, generation, ...facts }: ProjectionRow) {
  const outdated = [
    { version: trusted({ $lt: facts.version }) },
    { version: facts.version, generation: trusted({ $lt: generation }) },
  ];
  return [
    { updateOne: { filter: { _id, $or: outdated }, update: { $set: facts } } },
    { updateOne: { filter: { _id }, update: { $setOnInsert: facts, $max: { generation } }, upsert: true } },
  ];
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
