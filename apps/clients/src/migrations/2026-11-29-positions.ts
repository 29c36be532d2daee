import { type Migration, newId, toObjectId } from '@crm/persistence';
import { type Connection, trusted } from 'mongoose';
import { keysOf, planPositions } from '../positions/position.ts';
import { toPositionDocument } from '../positions/position.mapper.ts';
import { type PositionDocument, positionSchema } from '../positions/position.schema.ts';

/** The collections in which a position was a text. */
const TEXTS_IN = ['employees', 'memberships'] as const;

/**
 * What employees work as was a text: each becomes a position of that name in both languages, the same word one. May be
 * run again from where it was broken off: a text that is carried over is gone.
 */
export const positions: Migration = {
  id: '2026-11-29-positions',
  async up(connection) {
    for (const text of await textsOf(connection)) {
      const positionId = toObjectId(await positionOf(connection, text));
      await carryOver(connection, text, { positionId });
    }
    for (const collection of TEXTS_IN) await emptyOnes(connection, collection);
  },
};

async function textsOf(connection: Connection): Promise<string[]> {
  const texts = new Set<string>();
  for (const collection of TEXTS_IN) {
    const found: unknown[] = await connection
      .collection(collection)
      .distinct('position', { position: { $type: 'string' } });
    for (const text of found) if (typeof text === 'string' && text.trim() !== '') texts.add(text);
  }
  return [...texts];
}

async function positionOf(connection: Connection, text: string): Promise<string> {
  const model = connection.model<PositionDocument>('Position', positionSchema);
  const name = { ru: text.trim(), en: text.trim() };
  const found = await model.find({ keys: trusted({ $in: keysOf(name) }) }).lean<PositionDocument[]>();
  const known = new Map(found.flatMap(({ _id, keys }) => keys.map((key) => [key, _id.toHexString()])));
  const { fresh, idOf } = planPositions([name], known, newId);
  const now = new Date();
  // Past the model, which takes audited records in transactions alone; the migration after this one begins their audit.
  const stored = connection.collection<PositionDocument>('positions');
  for (const position of fresh) await stored.insertOne(toPositionDocument(position, now));
  return idOf(name);
}

async function carryOver(connection: Connection, text: string, position: object): Promise<void> {
  const given = { $set: position, $unset: { position: '' } };
  for (const collection of TEXTS_IN) await connection.collection(collection).updateMany({ position: text }, given);
}

/** Those who had none, said by null or by nothing. */
async function emptyOnes(connection: Connection, collection: (typeof TEXTS_IN)[number]): Promise<void> {
  const none = { $set: { positionId: null }, $unset: { position: '' } };
  await connection.collection(collection).updateMany({ positionId: { $exists: false } }, none);
}
