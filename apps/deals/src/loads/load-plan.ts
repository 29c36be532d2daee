import type { LoadResult } from '@crm/contracts';

interface KeyedRow {
  readonly externalId: string;
}

/** What a bulk load does with its rows. */
export interface LoadPlan<Row extends KeyedRow> {
  /** The rows that become records, each with the id that its record gets. */
  readonly created: readonly { readonly id: string; readonly row: Row }[];
  /** The outcome of every row, in their order. */
  readonly result: LoadResult;
}

/**
 * Keeps the rows whose keys are known, those that an earlier row of the same load creates included, and gives an id to
 * each of the others.
 */
export function planLoad<Row extends KeyedRow>(
  rows: readonly Row[],
  known: ReadonlyMap<string, string>,
  newId: () => string,
): LoadPlan<Row> {
  const ids = new Map(known);
  const created: { id: string; row: Row }[] = [];
  const outcomes = rows.map((row): LoadResult['rows'][number] => {
    const { externalId } = row;
    const kept = ids.get(externalId);
    if (kept !== undefined) return { externalId, id: kept, outcome: 'kept' };
    const id = newId();
    ids.set(externalId, id);
    created.push({ id, row });
    return { externalId, id, outcome: 'created' };
  });
  return { created, result: { rows: outcomes } };
}
