import { hasPermission } from '@crm/access';
import type { AccessScope, Actor, Employee, EmployeeChange, EmployeeRow, Role } from '@crm/contracts';
import { DomainError, assertNever } from '@crm/kernel';
import type { LoadPlan } from '../loading/load-plan.ts';
import { type SearchableName, searchableName } from '../names/searchable-name.ts';

export type EmployeeStatus = Employee['status'];

/** An employee whom nobody has stored yet. */
export interface EmployeeToStore extends SearchableName, Omit<EmployeeRow, 'departmentExternalId' | 'externalId'> {
  readonly id: string;
  readonly externalId?: string;
  readonly departmentId: string;
}

/**
 * Nothing new may come to someone who leaves or has left.
 *
 * @throws DomainError `employee.not_active`
 */
export function assertActive(employee: { readonly id: string; readonly status: EmployeeStatus }): void {
  if (employee.status !== 'active') throw new DomainError('employee.not_active', { employeeId: employee.id });
}

/**
 * The employees to store.
 *
 * @param departmentIds the departments by external key, stored before or in the same load.
 * @throws DomainError `department.not_found` for an unknown department.
 */
export function employeesToStore(
  { fresh }: LoadPlan<EmployeeRow>,
  departmentIds: ReadonlyMap<string, string>,
): EmployeeToStore[] {
  return fresh.map(({ id, row: { departmentExternalId, ...facts } }) => {
    const departmentId = departmentIds.get(departmentExternalId);
    if (departmentId === undefined) {
      throw new DomainError('department.not_found', { externalId: departmentExternalId });
    }
    return { ...facts, ...searchableName(facts.name), id, departmentId };
  });
}

/**
 * The records that an employee reaches in a role. A head who leads no department is left with his own.
 *
 * @param headedDepartmentIds the departments that he heads, with everything below them.
 */
export function scopeOf(role: Role, headedDepartmentIds: readonly string[]): AccessScope {
  switch (role) {
    case 'administrator':
    case 'director':
    case 'marketer':
    case 'auditor':
    case 'integration':
    case 'system':
      return { kind: 'all' };
    case 'head':
      return headedDepartmentIds.length > 0
        ? { kind: 'departments', departmentIds: [...headedDepartmentIds] }
        : { kind: 'own' };
    case 'manager':
      return { kind: 'own' };
    default:
      return assertNever(role);
  }
}

/** What a head may say of his own people; the rest is for administrators. */
const headsFields: ReadonlySet<string> = new Set<keyof EmployeeChange>(['workingHours', 'skills', 'capacity']);

/**
 * Administrators change everybody, heads the working hours, skills and capacity of their own people.
 *
 * @throws DomainError `forbidden`
 */
export function assertMayChange(
  actor: Actor,
  employee: { readonly departmentId: string },
  change: EmployeeChange,
): void {
  if (hasPermission(actor, 'administer')) return;
  const { role, scope } = actor;
  const isHead = role === 'head' && scope.kind === 'departments' && scope.departmentIds.includes(employee.departmentId);
  const refused = Object.keys(change).filter((field) => !headsFields.has(field));
  if (!isHead || refused.length > 0) throw new DomainError('forbidden', { fields: refused });
}
