import type { LoadResult } from '@crm/contracts';

interface Keyed {
  readonly externalId: string;
}

/** A row that has to be stored, under the id that it will have. */
export interface FreshRow<Row> {
  readonly id: string;
  readonly row: Row;
}

/** What a bulk load is going to do. */
export interface LoadPlan<Row> {
  readonly fresh: readonly FreshRow<Row>[];
  /** The id of every row by its external key, stored before or about to be. */
  readonly ids: ReadonlyMap<string, string>;
  readonly result: LoadResult;
}

/**
 * Tells new rows from those that are there already, and gives the new ones their ids, so that rows can refer to each
 * other before any is stored. A key that stands in the message twice is stored once.
 */
export function planLoad<Row extends Keyed>(
  rows: readonly Row[],
  known: ReadonlyMap<string, string>,
  newId: () => string,
): LoadPlan<Row> {
  const ids = new Map(known);
  const fresh: FreshRow<Row>[] = [];
  const result: LoadResult = { rows: [] };
  for (const row of rows) {
    const { externalId } = row;
    const kept = ids.get(externalId);
    const id = kept ?? newId();
    if (kept === undefined) {
      ids.set(externalId, id);
      fresh.push({ id, row });
    }
    result.rows.push({ externalId, id, outcome: kept === undefined ? 'created' : 'kept' });
  }
  return { fresh, ids, result };
}
