import type { MongoClient } from 'mongodb';
import type { Collection } from '../journal.ts';
import { findMark } from '../load/marks.ts';
import type { StoredRecord } from './evidence.ts';

interface Place {
  readonly collection: Collection;
  /** Field of the mark that the creation has left. */
  readonly created: string;
  /** Field of the mark that the last change with a text has left. */
  readonly changed: string;
}

/** Each collection lies in the database of the service of that name. */
const places: readonly Place[] = [
  { collection: 'clients', created: 'name', changed: 'note' },
  { collection: 'deals', created: 'title', changed: 'note' },
  { collection: 'activities', created: 'subject', changed: 'resultComment' },
];

/** Every record that carries a mark of that load, as a majority of the databases knows it. */
export async function readRecords(
  mongo: MongoClient,
  { load, databaseOf }: { load: string; databaseOf: (service: Collection) => string },
): Promise<StoredRecord[]> {
  const found = await Promise.all(
    places.map(async ({ collection, created, changed }) => {
      const documents = await mongo
        .db(databaseOf(collection))
        .collection(collection)
        .find({ [created]: { $regex: `~${load}-` } }, { readConcern: { level: 'majority' } })
        .project({ [created]: 1, [changed]: 1, version: 1 })
        .toArray();
      return documents.map((document) => ({
        collection,
        id: String(document['_id']),
        creationMark: findMark(load, document[created] as string),
        changeMark: findMark(load, document[changed] as string | null),
        version: Number(document['version']),
      }));
    }),
  );
  return found.flat();
}
