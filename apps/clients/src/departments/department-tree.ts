import { DomainError } from '@crm/kernel';

/** More levels than any organisation has. */
export const MAX_LEVELS = 20;

/** Where a department stands. */
export interface Place {
  readonly id: string;
  readonly parentId: string | null;
  /** All departments above, the topmost first. */
  readonly ancestorIds: readonly string[];
}

/** The departments above one that stands below `parent`, the topmost first; none above a top one. */
export const ancestorsBelow = (parent: Place | null): readonly string[] =>
  parent ? [...parent.ancestorIds, parent.id] : [];

/**
 * The rule of the tree: a department is never below itself, and no branch has more than 20 levels.
 *
 * @param branch the department and everything below it.
 * @throws DomainError `department.cycle` or `department.too_deep`, naming the field `parentId`.
 */
export function assertMayStand(department: Place, parent: Place | null, branch: readonly Place[]): void {
  const above = ancestorsBelow(parent);
  const details = { field: 'parentId', parentId: parent?.id ?? null };
  if (above.includes(department.id)) throw new DomainError('department.cycle', details);
  const levels = branch.map(({ ancestorIds }) => ancestorIds.length - department.ancestorIds.length + 1);
  if (above.length + Math.max(1, ...levels) > MAX_LEVELS) throw new DomainError('department.too_deep', details);
}

/** What stands above the departments below one parent, after a move. */
export interface MovedSiblings {
  readonly parentId: string;
  readonly ancestorIds: readonly string[];
}

/**
 * What a move changes below the moved department: siblings have the same departments above them, so one change serves all
 * children of one parent.
 */
export function movedBelow(moved: Place, newAncestorIds: readonly string[], branch: readonly Place[]): MovedSiblings[] {
  const parents = new Set(
    branch.flatMap(({ id, parentId }) => (id === moved.id || parentId === null ? [] : [parentId])),
  );
  const byId = new Map(branch.map((place) => [place.id, place]));
  return [...parents].flatMap((parentId) => {
    const parent = byId.get(parentId);
    if (!parent) return [];
    const kept = parent.ancestorIds.slice(moved.ancestorIds.length);
    return [{ parentId, ancestorIds: [...newAncestorIds, ...kept, parentId] }];
  });
}
