import type { Employee, EmployeeFact } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import type { EmployeeToStore } from './employee.ts';
import type { EmployeeDocument } from './employee.schema.ts';

export const toEmployee = (document: EmployeeDocument): Employee => ({
  id: document._id.toHexString(),
  name: document.name,
  email: document.email,
  position: document.position,
  departmentId: document.departmentId.toHexString(),
  timeZone: document.timeZone,
  status: document.status,
  version: document.version,
});

/** What other services learn of an employee. */
export const toEmployeeFact = (document: EmployeeDocument): EmployeeFact => {
  const { email: _private, ...fact } = toEmployee(document);
  return fact;
};

export const toEmployeeDocument = ({ id, departmentId, ...facts }: EmployeeToStore, now: Date): EmployeeDocument => ({
  ...facts,
  _id: toObjectId(id),
  departmentId: toObjectId(departmentId),
  version: 1,
  createdAt: now,
  updatedAt: now,
});
