import { newId, toObjectId } from '@crm/persistence';
import type { Connection } from 'mongoose';
import { type ActivityClassifierName, activityClassifiers } from './classifier.ts';
import { classifierSeeds } from './classifier-seeds.ts';
import type { ClassifierValueDocument } from './classifier.schema.ts';

/** Adds the values that are not there yet. Those that are there stay as an administrator has left them. */
export async function seedClassifiers(connection: Connection): Promise<void> {
  const values = connection.collection<ClassifierValueDocument>('classifiers');
  const now = new Date();
  const wanted = activityClassifiers.flatMap((classifier) => valuesOf(classifier, now));
  await values.bulkWrite(
    wanted.map(({ classifier, code, ...value }) => ({
      updateOne: { filter: { classifier, code }, update: { $setOnInsert: value }, upsert: true },
    })),
  );
}

const valuesOf = (classifier: ActivityClassifierName, now: Date): ClassifierValueDocument[] =>
  classifierSeeds[classifier].map(({ code, ru, en }, position) => ({
    _id: toObjectId(newId()),
    classifier,
    code,
    name: { ru, en },
    archived: false,
    position,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }));
