import type { LoadResult } from '@crm/contracts';

export const parts = ['departments', 'employees', 'products', 'clients', 'deals'] as const;
export type Part = (typeof parts)[number];

/** How far one kind of record is. */
export interface Tally {
  readonly done: number;
  /** Null until the set has been surveyed. */
  readonly total: number | null;
  readonly created: number;
  readonly kept: number;
}

export type Tallies = Readonly<Record<Part, Tally>>;

const nothing: Tally = { done: 0, total: null, created: 0, kept: 0 };
export const emptyTallies: Tallies = {
  departments: nothing,
  employees: nothing,
  products: nothing,
  clients: nothing,
  deals: nothing,
};

/**
 * Counts a batch that begins with a row. Rows that an earlier run has counted are not counted again: it created them,
 * though this run finds them there.
 */
export function count(tally: Tally, from: number, { rows }: LoadResult): Tally {
  const news = rows.slice(Math.max(0, tally.done - from));
  const created = news.filter(({ outcome }) => outcome === 'created').length;
  return {
    ...tally,
    done: tally.done + news.length,
    created: tally.created + created,
    kept: tally.kept + news.length - created,
  };
}
