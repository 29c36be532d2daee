import type { Migration } from '@crm/persistence';
import { ClassifierRepository } from '../classifiers/classifier.repository.ts';
import { type ClassifierValueDocument, classifierValueSchema } from '../classifiers/classifier-value.schema.ts';
import { countries } from '../classifiers/regions.ts';
import { sectors, sources } from '../classifiers/seeds.ts';

export const seedClassifiers: Migration = {
  id: '2026-11-23-seed-classifiers',
  async up(connection) {
    const values = new ClassifierRepository(
      connection.model<ClassifierValueDocument>('ClassifierValue', classifierValueSchema),
    );
    const now = new Date();
    await values.ensure('sector', sectors, now);
    await values.ensure('region', countries, now);
    await values.ensure('source', sources, now);
  },
};
