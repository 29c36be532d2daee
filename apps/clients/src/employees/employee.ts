import { hasPermission, reaches } from '@crm/access';
import type { Actor, Employee, EmployeeChange, EmployeeRow, LocalizedName } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import type { LoadPlan } from '../loading/load-plan.ts';
import { type SearchableName, searchableName } from '../names/searchable-name.ts';

export type EmployeeStatus = Employee['status'];

/** An employee whom nobody has stored yet. */
export interface EmployeeToStore
  extends SearchableName, Omit<EmployeeRow, 'departmentExternalId' | 'externalId' | 'position'> {
  readonly id: string;
  readonly externalId?: string;
  readonly departmentId: string;
  readonly positionId: string | null;
}

/**
 * Nothing new may come to someone who leaves or has left.
 *
 * @throws DomainError `employee.not_active`
 */
export function assertActive(employee: { readonly id: string; readonly status: EmployeeStatus }): void {
  if (employee.status !== 'active') throw new DomainError('employee.not_active', { employeeId: employee.id });
}

/** What the rows of employees refer to. */
export interface EmployeeReferences {
  /** By external key, stored before or in the same load. */
  readonly departmentIds: ReadonlyMap<string, string>;
  /** The position that has one of these names. */
  readonly positionIdOf: (name: LocalizedName) => string;
}

/**
 * The employees to store.
 *
 * @throws DomainError `department.not_found` for an unknown department.
 */
export function employeesToStore(
  { fresh }: LoadPlan<EmployeeRow>,
  { departmentIds, positionIdOf }: EmployeeReferences,
): EmployeeToStore[] {
  return fresh.map(({ id, row: { departmentExternalId, position, ...facts } }) => {
    const departmentId = departmentIds.get(departmentExternalId);
    if (departmentId === undefined) {
      throw new DomainError('department.not_found', { externalId: departmentExternalId });
    }
    const positionId = position && positionIdOf(position);
    return { ...facts, ...searchableName(facts.name), id, departmentId, positionId };
  });
}

/** What a head may say of his own people; the rest is for administrators. */
const headsFields: ReadonlySet<string> = new Set<keyof EmployeeChange>(['workingHours', 'skills', 'capacity']);

/**
 * Administrators change everybody; those whose role changes staff, the working hours, skills and capacity of their own people.
 *
 * @throws DomainError `forbidden`
 */
export function assertMayChange(
  actor: Actor,
  { id: ownerId, departmentId }: Pick<Employee, 'id' | 'departmentId'>,
  change: EmployeeChange,
): void {
  if (hasPermission(actor, 'administer')) return;
  const refused = Object.keys(change).filter((field) => !headsFields.has(field));
  if (!reaches(actor, 'staff.change', { ownerId, departmentId }) || refused.length > 0)
    throw new DomainError('forbidden', { fields: refused });
}
