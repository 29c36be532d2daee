import type { Department } from '@crm/contracts';

/** A line of the tree as it is shown. */
export interface TreeRow {
  readonly department: Department;
  /** 0 for a top department. */
  readonly depth: number;
  readonly hasChildren: boolean;
  readonly unfolded: boolean;
}

export interface TreeView {
  /** The departments whose children are in sight. */
  readonly unfolded: ReadonlySet<string>;
  /** Part of a name: then what fits is shown with everything above it, whatever is folded. */
  readonly search: string;
}

/** The lines of the tree from top to bottom, in the order in which the departments are given. */
export function treeRows(departments: readonly Department[], { unfolded, search }: TreeView): TreeRow[] {
  const ids = new Set(departments.map(({ id }) => id));
  const below = Map.groupBy(departments, ({ parentId }) => (parentId !== null && ids.has(parentId) ? parentId : null));
  const wanted = search === '' ? undefined : withAllAbove(departments, search);
  const rowsBelow = (parentId: string | null, depth: number): TreeRow[] =>
    (below.get(parentId) ?? [])
      .filter(({ id }) => wanted?.has(id) ?? true)
      .flatMap((department) => {
        const children = below.get(department.id) ?? [];
        const open = wanted ? children.some(({ id }) => wanted.has(id)) : unfolded.has(department.id);
        const row = { department, depth, hasChildren: children.length > 0, unfolded: open };
        return open ? [row, ...rowsBelow(department.id, depth + 1)] : [row];
      });
  return rowsBelow(null, 0);
}

function withAllAbove(departments: readonly Department[], search: string): Set<string> {
  const byId = new Map(departments.map((department) => [department.id, department]));
  const text = search.toLocaleLowerCase();
  const wanted = new Set<string>();
  for (const found of departments.filter(({ name }) => name.toLocaleLowerCase().includes(text))) {
    for (let at: Department | undefined = found; at && !wanted.has(at.id); at = byId.get(at.parentId ?? '')) {
      wanted.add(at.id);
    }
  }
  return wanted;
}

/** The department and everything below it: where it cannot be moved. */
export function branchOf(departments: readonly Department[], departmentId: string): Set<string> {
  const below = Map.groupBy(departments, ({ parentId }) => parentId);
  const branch = new Set([departmentId]);
  for (const id of branch) for (const child of below.get(id) ?? []) branch.add(child.id);
  return branch;
}
