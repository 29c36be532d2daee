import type { LoadResult } from '@crm/contracts';

interface Loaded {
  /** Ids of all rows by external key: of what was there before, and of what has just been stored. */
  readonly known: ReadonlyMap<string, string>;
  readonly created: ReadonlyMap<string, string>;
}

/** What became of each row, in the order of the rows. */
export function loadOutcome(rows: readonly { readonly externalId: string }[], { known, created }: Loaded): LoadResult {
  const told = new Set<string>();
  return {
    rows: rows.map(({ externalId }) => {
      const isNew = created.has(externalId) && !told.has(externalId);
      told.add(externalId);
      const id = created.get(externalId) ?? known.get(externalId);
      if (id === undefined) throw new Error(`Row ${externalId} was neither found nor stored`);
      return { externalId, id, outcome: isNew ? 'created' : 'kept' };
    }),
  };
}
