import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { repositoryRoot } from '../tools/repository.ts';

/** The set is not part of this repository: it lies beside it, or where the variable says. */
export const realSet = resolve(
  repositoryRoot,
  process.env['CRM_SALES_DATA'] ?? '../shared/data/crm-sales-opportunities',
);

export const hasRealSet = existsSync(join(realSet, 'sales_pipeline.csv'));
