import type { LocalizedName } from '@crm/contracts';
import { searchableName } from '../names/searchable-name.ts';

/** A position that nobody has stored yet. */
export interface PositionToStore {
  readonly id: string;
  readonly name: LocalizedName;
  readonly rank: number;
}

/** In the middle, for those that come with employees: nobody has said how high they are. */
export const UNSAID_RANK = 500;

/** A name as it is compared: by its words, in whatever case. */
function keyOf(name: string): string {
  const { sortName } = searchableName(name);
  return sortName === '' ? name : sortName;
}

/** What a position is known by: each of its two names, once when they are the same. No two positions share one. */
export const keysOf = ({ ru, en }: LocalizedName): string[] => [...new Set([keyOf(ru), keyOf(en)])];

/** Positions by their names, those that are about to be stored among them. */
export interface PositionPlan {
  readonly fresh: readonly PositionToStore[];
  /** The position that has one of these names, which must be among those that were planned. */
  readonly idOf: (name: LocalizedName) => string;
}

/**
 * Finds the position of each name, and makes those that are missing. A name of which one half is known is that position,
 * whatever the other half; where the halves are known of two, the Russian one decides.
 *
 * @param known ids of stored positions by their keys.
 */
export function planPositions(
  names: readonly LocalizedName[],
  known: ReadonlyMap<string, string>,
  newId: () => string,
): PositionPlan {
  const ids = new Map(known);
  const find = (name: LocalizedName): string | undefined =>
    keysOf(name)
      .map((key) => ids.get(key))
      .find((id) => id !== undefined);
  const fresh: PositionToStore[] = [];
  for (const name of names) {
    if (find(name) !== undefined) continue;
    const id = newId();
    for (const key of keysOf(name)) ids.set(key, id);
    fresh.push({ id, name, rank: UNSAID_RANK });
  }
  return {
    fresh,
    idOf(name) {
      const id = find(name);
      if (id === undefined) throw new Error(`The position ${name.en} was not planned`);
      return id;
    },
  };
}
