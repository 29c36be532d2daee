import type { Migration } from '@crm/persistence';
import { seedFirstClassifiers } from './2026-11-23-seed-classifiers.ts';
import { audited } from './2026-11-28-audit-begins.ts';

/** Every change of stored data since the first version of the service. */
export const migrations: readonly Migration[] = [seedFirstClassifiers, audited];
