import type { Employee, EmployeeChange, EmployeeFact, Skills } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import { searchableName } from '../names/searchable-name.ts';
import type { EmployeeToStore } from './employee.ts';
import type { EmployeeDocument, StoredSkills } from './employee.schema.ts';

export const toEmployee = (document: EmployeeDocument): Employee => ({
  id: document._id.toHexString(),
  name: document.name,
  email: document.email,
  position: document.position,
  departmentId: document.departmentId.toHexString(),
  timeZone: document.timeZone,
  workingHours: (document.workingHours ?? []).map(({ weekday, from, to }) => ({ weekday, from, to })),
  skills: toSkills(document.skills),
  capacity: { clients: document.capacity?.clients ?? null, openDeals: document.capacity?.openDeals ?? null },
  status: document.status,
  version: document.version,
});

const toSkills = (stored: StoredSkills | undefined): Skills => ({
  sectorIds: (stored?.sectorIds ?? []).map((id) => id.toHexString()),
  regionIds: (stored?.regionIds ?? []).map((id) => id.toHexString()),
  languages: [...(stored?.languages ?? [])],
});

const toStoredSkills = ({ sectorIds, regionIds, languages }: Skills): StoredSkills => ({
  sectorIds: sectorIds.map(toObjectId),
  regionIds: regionIds.map(toObjectId),
  languages,
});

/** What other services learn of an employee. */
export const toEmployeeFact = (document: EmployeeDocument): EmployeeFact => {
  const { email: _private, workingHours: _hours, skills: _skills, capacity: _capacity, ...fact } = toEmployee(document);
  return fact;
};

export const toEmployeeDocument = (
  { id, departmentId, skills, ...facts }: EmployeeToStore,
  now: Date,
): EmployeeDocument => ({
  ...facts,
  _id: toObjectId(id),
  departmentId: toObjectId(departmentId),
  skills: toStoredSkills(skills),
  version: 1,
  createdAt: now,
  updatedAt: now,
});

/** The fields to set for a change. */
export const toStoredChange = ({ name, skills, ...facts }: EmployeeChange): Partial<EmployeeDocument> => ({
  ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
  ...(name !== undefined && { name, ...searchableName(name) }),
  ...(skills && { skills: toStoredSkills(skills) }),
});
