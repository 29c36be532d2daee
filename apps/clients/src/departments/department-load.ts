import type { DepartmentRow } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import type { LoadPlan } from '../loading/load-plan.ts';

/** A department that nobody has stored yet. */
export interface DepartmentToStore {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  /** The topmost first. */
  readonly ancestorIds: readonly string[];
  readonly headId: string | null;
  readonly externalId?: string;
}

/** What the rows refer to, by external key. */
export interface DepartmentReferences {
  /** Departments stored before, with those above them. */
  readonly stored: ReadonlyMap<string, { readonly id: string; readonly ancestorIds: readonly string[] }>;
  readonly employeeIds: ReadonlyMap<string, string>;
}

/**
 * The departments to store. A parent stands before its children or was loaded before, so the tree has no cycle.
 *
 * @throws DomainError `department.not_found` for an unknown parent, `employee.not_found` for an unknown head.
 */
export function departmentsToStore(
  { fresh }: LoadPlan<DepartmentRow>,
  { stored, employeeIds }: DepartmentReferences,
): DepartmentToStore[] {
  const known = new Map(stored);
  return fresh.map(({ id, row }) => {
    const { externalId, name } = row;
    const parent = row.parentExternalId === null ? null : found(known, row.parentExternalId, 'department.not_found');
    const headId = row.headExternalId === null ? null : found(employeeIds, row.headExternalId, 'employee.not_found');
    const ancestorIds = parent ? [...parent.ancestorIds, parent.id] : [];
    known.set(externalId, { id, ancestorIds });
    return { id, name, parentId: parent?.id ?? null, ancestorIds, headId, externalId };
  });
}

function found<Value>(known: ReadonlyMap<string, Value>, externalId: string, code: string): Value {
  const value = known.get(externalId);
  if (value === undefined) throw new DomainError(code, { externalId });
  return value;
}
