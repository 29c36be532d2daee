import { createReadStream, existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { repositoryRoot } from '../tools/repository.ts';

/** The set is not part of this repository: it lies beside it, or where the variable says. */
export const realSet = resolve(
  repositoryRoot,
  process.env['CRM_SALES_DATA'] ?? '../shared/data/crm-sales-opportunities',
);

export const hasRealSet = existsSync(join(realSet, 'sales_pipeline.csv'));

/** The files of the set as the form that uploads them. */
export async function realSetForm(): Promise<FormData> {
  const form = new FormData();
  for (const file of ['accounts', 'products', 'sales_teams', 'sales_pipeline']) {
    form.set(file, await openAsBlob(join(realSet, `${file}.csv`)), `${file}.csv`);
  }
  return form;
}

/** The agents of the set, the one with the most opportunities first. */
export async function agentsByOpportunities(): Promise<string[]> {
  const counts = new Map<string, number>();
  const lines = createInterface({ input: createReadStream(join(realSet, 'sales_pipeline.csv')) });
  for await (const line of lines) {
    const agent = line.split(',')[1] ?? '';
    counts.set(agent, (counts.get(agent) ?? 0) + 1);
  }
  counts.delete('sales_agent');
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([agent]) => agent);
}
