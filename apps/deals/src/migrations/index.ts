import type { Migration } from '@crm/persistence';
import { seedLostReasons } from './2026-11-23-seed-lost-reasons.ts';
import { seedSalesPipeline } from './2026-11-23-seed-sales-pipeline.ts';
import { knownReaders } from './2026-11-27-known-readers.ts';
import { audited } from './2026-11-28-audit-begins.ts';

/** Every change of stored data since the first version of the service. */
export const migrations: readonly Migration[] = [seedSalesPipeline, seedLostReasons, knownReaders, audited];
