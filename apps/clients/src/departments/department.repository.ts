import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { departmentChanged } from '@crm/contracts';
import { Outbox } from '@crm/outbox';
import { type Page, cursorPage, toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import { searchableName } from '../names/searchable-name.ts';
import type { DepartmentToStore } from './department-load.ts';
import { toDepartment } from './department.mapper.ts';
import type { DepartmentDocument } from './department.schema.ts';

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

  async exists(departmentId: string): Promise<boolean> {
    return (await this.departments.exists({ _id: departmentId })) !== null;
  }

  count(): Promise<number> {
    return this.departments.estimatedDocumentCount().exec();
  }

  /** The departments that the employee heads, with everything below them. */
  async idsHeadedBy(employeeId: string): Promise<string[]> {
    const headed = await this.departments.find({ headId: employeeId }, { _id: 1 }).lean();
    const headedIds = headed.map(({ _id }) => _id);
    const below = await this.departments.find({ ancestorIds: trusted({ $in: headedIds }) }, { _id: 1 }).lean();
    return [...new Set([...headed, ...below].map(({ _id }) => _id.toHexString()))];
  }

  async byExternalIds(externalIds: readonly string[]): Promise<DepartmentDocument[]> {
    return this.departments.find({ externalId: trusted({ $in: externalIds }) }).lean();
  }

  async insert(departments: readonly DepartmentToStore[], now: Date): Promise<void> {
    const documents = departments.map((department) => toDocument(department, now));
    await this.departments.insertMany(documents, { lean: true });
    this.outbox.add(departmentChanged, ...documents.map(toDepartment));
  }
}

function toDocument({ id, name, externalId, ...ids }: DepartmentToStore, now: Date): DepartmentDocument {
  return {
    _id: toObjectId(id),
    name,
    sortName: searchableName(name).sortName,
    parentId: ids.parentId === null ? null : toObjectId(ids.parentId),
    ancestorIds: ids.ancestorIds.map(toObjectId),
    headId: ids.headId === null ? null : toObjectId(ids.headId),
    externalId,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}
