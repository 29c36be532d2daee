import type { Migration } from '@crm/persistence';
import { firstMemberships } from './2026-11-27-first-memberships.ts';
import { seedClassifiers } from './2026-11-23-seed-classifiers.ts';
import { clientReaders } from './2026-11-27-client-readers.ts';
import { seedRoles } from './2026-11-27-seed-roles.ts';
import { auditAllowed } from './2026-11-28-audit-allowed.ts';
import { audited } from './2026-11-28-audit-begins.ts';
import { positions } from './2026-11-29-positions.ts';
import { positionsAudited } from './2026-11-29-positions-audited.ts';

/** Every change of stored data since the first version of the service. */
export const migrations: readonly Migration[] = [
  seedClassifiers,
  firstMemberships,
  clientReaders,
  seedRoles,
  auditAllowed,
  audited,
  positions,
  positionsAudited,
];
