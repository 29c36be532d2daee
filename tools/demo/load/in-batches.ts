import type { LoadResult } from '@crm/contracts';

const BATCH_SIZE = 500;
const IN_FLIGHT = 4;

/** External key to id. */
export type IdsByKey = Map<string, string>;

/** Loads rows in messages of at most 500, a few of them on their way at a time. */
export async function inBatches<Row>(
  rows: readonly Row[],
  load: (batch: Row[]) => Promise<LoadResult>,
): Promise<IdsByKey> {
  const batches = Array.from({ length: Math.ceil(rows.length / BATCH_SIZE) }, (_unused, index) =>
    rows.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
  ).values();
  const ids: IdsByKey = new Map();
  const takeTurns = async (): Promise<void> => {
    for (const batch of batches) remember(ids, await load(batch));
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, takeTurns));
  return ids;
}

export function remember(ids: IdsByKey, { rows }: LoadResult): void {
  for (const { externalId, id } of rows) ids.set(externalId, id);
}

/** @throws Error for a key that was not loaded before. */
export function idOf(ids: IdsByKey, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`${key} has not been loaded`);
  return id;
}
