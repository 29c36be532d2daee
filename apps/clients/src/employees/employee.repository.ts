import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { employeeChanged, type listEmployees, type RpcInput } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Outbox } from '@crm/outbox';
import { type Page, changeVersioned, cursorPage, toObjectId } from '@crm/persistence';
import { type Model, type QueryFilter, trusted } from 'mongoose';
import { ReachChanges } from '../departments/reach-changes.ts';
import { searchPatterns } from '../names/searchable-name.ts';
import type { EmployeeStatus, EmployeeToStore } from './employee.ts';
import { toEmployeeDocument, toEmployeeFact } from './employee.mapper.ts';
import type { EmployeeDocument } from './employee.schema.ts';
import { MembershipRepository } from './membership.repository.ts';

export interface EmployeeUpdate {
  readonly employeeId: string;
  readonly expectedVersion: number | undefined;
  readonly update: Partial<EmployeeDocument>;
  readonly now: Date;
}

/** Employees, each change together with its event. Colleagues are seen by everybody who signs in, so nothing here is limited to an actor. */
@Injectable()
export class EmployeeRepository {
  constructor(
    @InjectModel('Employee') private readonly employees: Model<EmployeeDocument>,
    private readonly memberships: MembershipRepository,
    private readonly reach: ReachChanges,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `employee.not_found` */
  async get(employeeId: string): Promise<EmployeeDocument> {
    const employee = await this.employees.findById(employeeId).lean();
    if (!employee) throw new DomainError('employee.not_found', { employeeId });
    return employee;
  }

  page({ search, departmentId, status, ...request }: RpcInput<typeof listEmployees>): Promise<Page<EmployeeDocument>> {
    const conditions: QueryFilter<EmployeeDocument>[] = [
      ...(departmentId === undefined ? [] : [{ departmentId }]),
      ...(status === undefined ? [] : [{ status }]),
      ...(search === undefined ? [] : [matching(search)]),
    ];
    const filter = conditions.length > 0 ? { $and: conditions } : {};
    return cursorPage({ ...request, model: this.employees, filter, sort: { field: 'sortName', direction: 'asc' } });
  }

  async byIds(ids: readonly string[]): Promise<EmployeeDocument[]> {
    return this.employees.find({ _id: trusted({ $in: ids }) }).lean();
  }

  /** Who works in the department, `limit` at most. */
  async idsIn(departmentId: string, limit: number): Promise<string[]> {
    const found = await this.employees.find({ departmentId }, { _id: 1 }).limit(limit).lean();
    return found.map(({ _id }) => _id.toHexString());
  }

  async names(ids: readonly string[]): Promise<{ id: string; name: string }[]> {
    const named = await this.employees.find({ _id: trusted({ $in: ids }) }, { name: 1 }).lean();
    return named.map(({ _id, name }) => ({ id: _id.toHexString(), name }));
  }

  async byExternalIds(externalIds: readonly string[]): Promise<EmployeeDocument[]> {
    return this.employees.find({ externalId: trusted({ $in: externalIds }) }).lean();
  }

  async insert(employees: readonly EmployeeToStore[], now: Date): Promise<void> {
    const documents = employees.map((employee) => toEmployeeDocument(employee, now));
    await this.employees.insertMany(documents, { lean: true });
    await this.memberships.begin(documents, now);
    this.outbox.add(employeeChanged, ...documents.map(toEmployeeFact));
  }

  /** @throws DomainError `employee.not_found`, `version_conflict` */
  async change({ employeeId, expectedVersion, update, now }: EmployeeUpdate): Promise<EmployeeDocument> {
    const filter = { _id: toObjectId(employeeId) };
    const $set = { ...update, updatedAt: now };
    const changed = await changeVersioned(this.employees, { filter, expectedVersion, update: { $set } });
    if (!changed) throw new DomainError('employee.not_found', { employeeId });
    if (update.departmentId !== undefined || update.positionId !== undefined)
      await this.memberships.change(changed, now);
    if (update.departmentId !== undefined || update.status !== undefined) this.reach.tell();
    this.outbox.add(employeeChanged, toEmployeeFact(changed));
    return changed;
  }

  /** @throws DomainError `employee.not_found` */
  async setStatus(employeeId: string, status: EmployeeStatus, now: Date): Promise<void> {
    const changed = await this.change({ employeeId, expectedVersion: undefined, update: { status }, now });
    if (status === 'dismissed') await this.memberships.end(changed, now);
  }
}

/** A search without a letter or a digit finds nobody. */
function matching(search: string): QueryFilter<EmployeeDocument> {
  const patterns = searchPatterns(search);
  return patterns.length > 0 ? { $and: patterns.map((words) => ({ words })) } : { _id: trusted({ $in: [] }) };
}
