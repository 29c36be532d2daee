import type { Migration } from '@crm/persistence';
import { accountsAudited } from './2026-11-29-accounts-audited.ts';

/** Every change of stored data since the first version of the gateway. */
export const migrations: readonly Migration[] = [accountsAudited];
