import { toObjectId, newId } from '@crm/persistence';
import type { Connection } from 'mongoose';
import { classifierSeeds } from './classifier-seeds.ts';
import type { ClassifierValueDocument } from './classifier.schema.ts';

/** Adds the values that are not there yet. Those that are there stay as an administrator has left them. */
export async function seedClassifiers(connection: Connection): Promise<void> {
  const now = new Date();
  const absent = Object.entries(classifierSeeds).flatMap(([classifier, seeds]) =>
    seeds.map(({ code, ru, en }, position) => ({
      updateOne: {
        filter: { classifier, code },
        update: {
          $setOnInsert: {
            _id: toObjectId(newId()),
            name: { ru, en },
            archived: false,
            position,
            version: 1,
            createdAt: now,
            updatedAt: now,
          },
        },
        upsert: true,
      },
    })),
  );
  await connection.collection<ClassifierValueDocument>('classifiers').bulkWrite(absent);
}
