import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type {
  Actor,
  changeDepartment,
  createDepartment,
  deleteDepartment,
  getDepartment,
  listDepartments,
  NewDepartment,
  previewDepartmentMove,
  RpcInput,
  RpcOutput,
} from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { newId, requireVersion, Transaction } from '@crm/persistence';
import { WorkingEmployees } from '../employees/working-employees.repository.ts';
import { DepartmentMembers } from './department-members.repository.ts';
import { ancestorsBelow, assertMayStand, movedBelow, type Place } from './department-tree.ts';
import { toDepartment, toPlace } from './department.mapper.ts';
import { DepartmentRepository } from './department.repository.ts';
import { ReachChanges } from './reach-changes.ts';

@Injectable()
export class DepartmentService {
  constructor(
    private readonly departments: DepartmentRepository,
    private readonly members: DepartmentMembers,
    private readonly working: WorkingEmployees,
    private readonly reach: ReachChanges,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  async list(request: RpcInput<typeof listDepartments>): Promise<RpcOutput<typeof listDepartments>> {
    const page = await this.departments.page(request);
    return { ...page, data: page.data.map(toDepartment) };
  }

  async get({ departmentId }: RpcInput<typeof getDepartment>): Promise<RpcOutput<typeof getDepartment>> {
    return toDepartment(await this.departments.get(departmentId));
  }

  create(actor: Actor, { name, parentId, headId }: NewDepartment): Promise<RpcOutput<typeof createDepartment>> {
    requirePermission(actor, 'administer');
    return this.transaction.run(async () => {
      const now = this.clock.now();
      const parent = await this.parent(parentId);
      const id = newId();
      const ancestorIds = ancestorsBelow(parent);
      assertMayStand({ id, parentId, ancestorIds }, parent, []);
      if (headId) await this.relyOnHead(headId);
      await this.departments.holdPlaces(ancestorIds);
      await this.departments.insert([{ id, name, parentId, headId, ancestorIds }], now);
      this.reach.tell();
      return toDepartment(await this.departments.get(id));
    });
  }

  change(
    actor: Actor,
    { departmentId, expectedVersion, change }: RpcInput<typeof changeDepartment>,
  ): Promise<RpcOutput<typeof changeDepartment>> {
    requirePermission(actor, 'administer');
    return this.transaction.run(async () => {
      const now = this.clock.now();
      const department = await this.departments.get(departmentId);
      requireVersion(department, expectedVersion, toDepartment);
      const place = toPlace(department);
      const { parentId } = change;
      const ancestorIds =
        parentId === undefined || parentId === place.parentId ? undefined : await this.move(place, parentId);
      if (change.headId) await this.relyOnHead(change.headId);
      const update = { ...change, ...(ancestorIds && { ancestorIds }) };
      const changed = await this.departments.change({ departmentId, expectedVersion, update, now });
      this.reach.tell();
      return toDepartment(changed);
    });
  }

  /** One who leaves at the same moment collides with it. */
  private async relyOnHead(employeeId: string): Promise<void> {
    await this.working.require(employeeId, 'headId');
    await this.working.hold(employeeId);
  }

  async previewMove(
    actor: Actor,
    { departmentId, parentId }: RpcInput<typeof previewDepartmentMove>,
  ): Promise<RpcOutput<typeof previewDepartmentMove>> {
    requirePermission(actor, 'administer');
    const place = toPlace(await this.departments.get(departmentId));
    const branch = await this.departments.branch(place);
    assertMayStand(place, await this.parent(parentId), branch);
    const counts = await this.members.count(branch.map(({ id }) => id));
    return { departments: branch.length, ...counts };
  }

  remove(
    actor: Actor,
    { departmentId, expectedVersion }: RpcInput<typeof deleteDepartment>,
  ): Promise<RpcOutput<typeof deleteDepartment>> {
    requirePermission(actor, 'administer');
    return this.transaction.run(async () => {
      const department = await this.departments.get(departmentId);
      requireVersion(department, expectedVersion, toDepartment);
      const isUsed = (await this.departments.hasBelow(departmentId)) || (await this.members.hasAny(departmentId));
      if (isUsed) throw new DomainError('department.not_empty', { departmentId });
      await this.departments.remove({ departmentId, expectedVersion, now: this.clock.now() });
      this.reach.tell();
      return { id: departmentId };
    });
  }

  /** Moves what is below. @returns what stands above the department from now on. */
  private async move(place: Place, parentId: string | null): Promise<readonly string[]> {
    const parent = await this.parent(parentId);
    const branch = await this.departments.branch(place);
    assertMayStand(place, parent, branch);
    const ancestorIds = ancestorsBelow(parent);
    await this.departments.holdPlaces(ancestorIds);
    await this.departments.moveBelow(movedBelow(place, ancestorIds, branch));
    return ancestorIds;
  }

  private async parent(parentId: string | null): Promise<Place | null> {
    if (parentId === null) return null;
    const [parent] = await this.departments.byIds([parentId]);
    if (!parent) throw new DomainError('department.parent_not_found', { field: 'parentId', parentId });
    return toPlace(parent);
  }
}
