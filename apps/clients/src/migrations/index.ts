import type { Migration } from '@crm/persistence';
import { firstMemberships } from './2026-11-27-first-memberships.ts';
import { seedClassifiers } from './2026-11-23-seed-classifiers.ts';

/** Every change of stored data since the first version of the service. */
export const migrations: readonly Migration[] = [seedClassifiers, firstMemberships];
