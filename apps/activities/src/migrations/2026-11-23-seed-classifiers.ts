import type { Migration } from '@crm/persistence';
import { seedClassifiers } from '../classifiers/seed-classifiers.ts';

export const seedFirstClassifiers: Migration = { id: '2026-11-23-seed-classifiers', up: seedClassifiers };
