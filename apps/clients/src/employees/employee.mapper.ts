import type { Employee, EmployeeChange, EmployeeFact, Skills } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import type { Types } from 'mongoose';
import { searchableName } from '../names/searchable-name.ts';
import type { EmployeeToStore } from './employee.ts';
import type { EmployeeDocument, StoredSkills } from './employee.schema.ts';

export const toEmployee = (document: EmployeeDocument): Employee => ({
  id: document._id.toHexString(),
  name: document.name,
  email: document.email,
  positionId: document.positionId?.toHexString() ?? null,
  departmentId: document.departmentId.toHexString(),
  timeZone: document.timeZone,
  workingHours: (document.workingHours ?? []).map(({ weekday, from, to }) => ({ weekday, from, to })),
  skills: toSkills(document.skills),
  capacity: { clients: document.capacity?.clients ?? null, openDeals: document.capacity?.openDeals ?? null },
  status: document.status,
  version: document.version,
});

const objectId = (id: string | null): Types.ObjectId | null => (id === null ? null : toObjectId(id));

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
  const { id, name, departmentId, timeZone, status, version } = toEmployee(document);
  return { id, name, departmentId, timeZone, status, version };
};

export const toEmployeeDocument = (
  { id, departmentId, positionId, skills, ...facts }: EmployeeToStore,
  now: Date,
): EmployeeDocument => ({
  ...facts,
  _id: toObjectId(id),
  departmentId: toObjectId(departmentId),
  positionId: objectId(positionId),
  skills: toStoredSkills(skills),
  version: 1,
  createdAt: now,
  updatedAt: now,
});

/** The fields to set for a change. */
export const toStoredChange = ({ name, skills, positionId, ...facts }: EmployeeChange): Partial<EmployeeDocument> => ({
  ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
  ...(name !== undefined && { name, ...searchableName(name) }),
  ...(positionId !== undefined && { positionId: objectId(positionId) }),
  ...(skills && { skills: toStoredSkills(skills) }),
});
