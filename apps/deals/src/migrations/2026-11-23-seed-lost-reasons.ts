import type { Migration } from '@crm/persistence';
import { ClassifierRepository } from '../classifiers/classifier.repository.ts';
import { classifierSchema, type ClassifierDocument } from '../classifiers/classifier.schema.ts';
import { lostReasons } from '../classifiers/lost-reasons.ts';

export const seedLostReasons: Migration = {
  id: '2026-11-23-seed-lost-reasons',
  async up(connection) {
    const values = new ClassifierRepository(connection.model<ClassifierDocument>('ClassifierValue', classifierSchema));
    await values.insertAbsent('lost-reason', lostReasons, new Date());
  },
};
