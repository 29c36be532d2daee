import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type DepartmentChange, departmentChanged, departmentDeleted } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Outbox } from '@crm/outbox';
import { type Page, changeVersioned, cursorPage, toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import { searchableName } from '../names/searchable-name.ts';
import type { DepartmentToStore } from './department-load.ts';
import { toDepartment, toPlace } from './department.mapper.ts';
import type { DepartmentDocument } from './department.schema.ts';
import type { MovedSiblings, Place } from './department-tree.ts';

export interface DepartmentChangeRequest {
  readonly departmentId: string;
  readonly expectedVersion: number | undefined;
  readonly update: DepartmentChange & { readonly ancestorIds?: readonly string[] };
  readonly now: Date;
}

/** Departments, each change together with its event. They are seen by everybody who signs in, so nothing here is limited to an actor. */
@Injectable()
export class DepartmentRepository {
  constructor(
    @InjectModel('Department') private readonly departments: Model<DepartmentDocument>,
    private readonly outbox: Outbox,
  ) {}

  page(request: {
    limit: number;
    cursor?: string | undefined;
    count?: boolean | undefined;
  }): Promise<Page<DepartmentDocument>> {
    return cursorPage({
      ...request,
      model: this.departments,
      filter: {},
      sort: { field: 'sortName', direction: 'asc' },
    });
  }

  /** @throws DomainError `department.not_found` */
  async get(departmentId: string): Promise<DepartmentDocument> {
    const department = await this.departments.findById(departmentId).lean<DepartmentDocument>();
    if (!department) throw new DomainError('department.not_found', { departmentId });
    return department;
  }

  /** The department with everything below it: as many as an organisation has, some thousands at most. */
  async branch(department: Place): Promise<Place[]> {
    const fields = { parentId: 1, ancestorIds: 1 };
    const below = await this.departments
      .find({ ancestorIds: toObjectId(department.id) }, fields)
      .lean<Pick<DepartmentDocument, '_id' | 'parentId' | 'ancestorIds'>[]>();
    return [department, ...below.map(toPlace)];
  }

  async hasBelow(departmentId: string): Promise<boolean> {
    return (await this.departments.exists({ ancestorIds: toObjectId(departmentId) })) !== null;
  }

  /** The departments that the employee heads, with everything below them. */
  async idsHeadedBy(employeeId: string): Promise<string[]> {
    const headed = await this.departments.find({ headId: employeeId }, { _id: 1 }).lean();
    const headedIds = headed.map(({ _id }) => _id);
    const below = await this.departments.find({ ancestorIds: trusted({ $in: headedIds }) }, { _id: 1 }).lean();
    return [...new Set([...headed, ...below].map(({ _id }) => _id.toHexString()))];
  }

  async byIds(ids: readonly string[]): Promise<DepartmentDocument[]> {
    return this.departments.find({ _id: trusted({ $in: ids.map(toObjectId) }) }).lean();
  }

  async byExternalIds(externalIds: readonly string[]): Promise<DepartmentDocument[]> {
    return this.departments.find({ externalId: trusted({ $in: externalIds }) }).lean();
  }

  async insert(departments: readonly DepartmentToStore[], now: Date): Promise<void> {
    const documents = departments.map((department) => toDocument(department, now));
    await this.departments.insertMany(documents, { lean: true });
    this.outbox.add(departmentChanged, ...documents.map(toDepartment));
  }

  /**
   * Makes a transaction that relies on these departments being where they are collide with one that moves or deletes any
   * of them: two moves which are right by themselves cannot close a circle, and nobody is put into what is going away.
   * A counter, since two moments within a millisecond are the same and would collide with nobody.
   */
  async holdPlaces(ids: readonly string[]): Promise<void> {
    await this.departments.updateMany({ _id: trusted({ $in: ids.map(toObjectId) }) }, { $inc: { placeHolds: 1 } });
  }

  /**
   * Relies on the department being there: see `holdPlaces`.
   *
   * @throws DomainError `department.not_found`, naming the field `departmentId`.
   */
  async holdPresent(departmentId: string): Promise<void> {
    const [found] = await this.byIds([departmentId]);
    if (!found) throw new DomainError('department.not_found', { field: 'departmentId', departmentId });
    await this.holdPlaces([departmentId]);
  }

  /** @throws DomainError `department.not_found`, `version_conflict` */
  async change({ departmentId, expectedVersion, update, now }: DepartmentChangeRequest): Promise<DepartmentDocument> {
    const $set = { ...toStoredUpdate(update), updatedAt: now };
    const filter = { _id: toObjectId(departmentId) };
    const changed = await changeVersioned(this.departments, { filter, expectedVersion, update: { $set } });
    if (!changed) throw new DomainError('department.not_found', { departmentId });
    this.outbox.add(departmentChanged, toDepartment(changed));
    return changed;
  }

  /** What stands above is no part of the record that others see: it has neither a version nor an event of its own. */
  async moveBelow(siblings: readonly MovedSiblings[]): Promise<void> {
    for (const { parentId, ancestorIds } of siblings) {
      const $set = { ancestorIds: ancestorIds.map(toObjectId) };
      await this.departments.updateMany({ parentId: toObjectId(parentId) }, { $set });
    }
  }

  /** @throws DomainError `department.not_found`, `version_conflict` */
  async remove({ departmentId, expectedVersion, now }: Omit<DepartmentChangeRequest, 'update'>): Promise<void> {
    const filter = { _id: toObjectId(departmentId) };
    // Its end is a version like any other, so that those who missed it notice.
    const last = await changeVersioned(this.departments, {
      filter,
      expectedVersion,
      update: { $set: { updatedAt: now } },
    });
    if (!last) throw new DomainError('department.not_found', { departmentId });
    await this.departments.findOneAndDelete(filter).lean();
    this.outbox.add(departmentDeleted, toDepartment(last));
  }
}

function toStoredUpdate({ name, parentId, headId, ancestorIds }: DepartmentChangeRequest['update']) {
  return {
    ...(name !== undefined && { name, sortName: searchableName(name).sortName }),
    ...(parentId !== undefined && { parentId: parentId === null ? null : toObjectId(parentId) }),
    ...(headId !== undefined && { headId: headId === null ? null : toObjectId(headId) }),
    ...(ancestorIds !== undefined && { ancestorIds: ancestorIds.map(toObjectId) }),
  };
}

function toDocument({ id, name, externalId, ...ids }: DepartmentToStore, now: Date): DepartmentDocument {
  return {
    _id: toObjectId(id),
    name,
    sortName: searchableName(name).sortName,
    parentId: ids.parentId === null ? null : toObjectId(ids.parentId),
    ancestorIds: ids.ancestorIds.map(toObjectId),
    headId: ids.headId === null ? null : toObjectId(ids.headId),
    ...(externalId !== undefined && { externalId }),
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}
