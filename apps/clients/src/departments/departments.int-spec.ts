import { NewDepartment } from '@crm/contracts';
import { aManager, anAdministrator } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import type { DepartmentDocument } from './department.schema.ts';
import { DepartmentService } from './department.service.ts';

const administrator = anAdministrator();

describe(DepartmentService, () => {
  let context: ClientsContext;
  let service: DepartmentService;
  beforeAll(async () => {
    context = await startClientsContext();
    service = context.get(DepartmentService);
  });
  afterAll(() => context.stop());

  const create = (name: string, facts: Partial<NewDepartment> = {}) =>
    service.create(administrator, NewDepartment.parse({ name, ...facts }));
  const move = (departmentId: string, parentId: string | null) =>
    service.change(administrator, { departmentId, change: { parentId } });
  const above = async (departmentId: string): Promise<string[]> => {
    const { ancestorIds } = await context
      .model<DepartmentDocument>('Department')
      .findById(departmentId)
      .orFail()
      .lean();
    return ancestorIds.map(String);
  };
  /** A company with east and west; east has far east, and that an office. */
  async function company() {
    const top = await create('Company');
    const [east, west] = [await create('East', { parentId: top.id }), await create('West', { parentId: top.id })];
    const farEast = await create('Far East', { parentId: east.id });
    const office = await create('Office', { parentId: farEast.id });
    return { top, east, west, farEast, office };
  }

  it('moves a department with everything below it', async () => {
    const { top, east, west, farEast, office } = await company();
    expect(await move(east.id, west.id)).toMatchObject({ parentId: west.id, version: 2 });
    expect(await above(east.id)).toEqual([top.id, west.id]);
    expect(await above(office.id)).toEqual([top.id, west.id, east.id, farEast.id]);
    await move(farEast.id, null);
    expect(await above(farEast.id)).toEqual([]);
    expect(await above(office.id)).toEqual([farEast.id]);
  });

  it('is never below itself, also when two moves meet that are right by themselves', async () => {
    const { east, west, office } = await company();
    await expect(move(east.id, office.id)).rejects.toMatchObject({
      code: 'department.cycle',
      details: { field: 'parentId' },
    });
    for (let round = 0; round < 5; round += 1) {
      const outcomes = await Promise.allSettled([move(east.id, west.id), move(west.id, office.id)]);
      expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([
        expect.objectContaining({ reason: expect.objectContaining({ code: 'department.cycle' }) }),
      ]);
      await move(east.id, null);
      await move(west.id, null);
    }
  });

  it('tells before a move whom it concerns, by the rules of the move', async () => {
    const { east, west, office } = await company();
    const manager = await context.manager();
    await context.change(() =>
      context.model('Employee').updateOne({ _id: manager.id }, { departmentId: office.id }).exec(),
    );
    await context.client(manager);
    const preview = (parentId: string) => service.previewMove(administrator, { departmentId: east.id, parentId });
    expect(await preview(west.id)).toEqual({ departments: 3, employees: 1, clients: 1 });
    await expect(preview(office.id)).rejects.toThrow('department.cycle');
    expect(await above(east.id)).toHaveLength(1);
  });

  it('has one head: of two who are appointed on the same state one is', async () => {
    const { id, version } = await create('Sales');
    const [one, other] = [await context.manager(), await context.manager()];
    const appoint = (headId: string) =>
      service.change(administrator, { departmentId: id, expectedVersion: version, change: { headId } });
    const outcomes = await Promise.allSettled([appoint(one.id), appoint(other.id)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ code: 'version_conflict' }) }),
    );
  });

  it('is led by somebody who works here', async () => {
    const { id, actor } = await context.manager();
    await expect(create('Sales', { headId: 'a'.repeat(24) })).rejects.toMatchObject({
      code: 'employee.not_found',
      details: { field: 'headId' },
    });
    await context.change(() => context.model('Employee').updateOne({ _id: id }, { status: 'dismissed' }).exec());
    await expect(create('Sales', { headId: id })).rejects.toThrow('employee.not_active');
    expect(() => service.create(actor, NewDepartment.parse({ name: 'Mine' }))).toThrow('forbidden');
  });

  it('is deleted when it is empty', async () => {
    const { east, office } = await company();
    await expect(service.remove(administrator, { departmentId: east.id })).rejects.toThrow('department.not_empty');
    const { departmentId } = await context.manager();
    await expect(service.remove(administrator, { departmentId })).rejects.toThrow('department.not_empty');
    const outdated = service.remove(administrator, { departmentId: office.id, expectedVersion: 7 });
    await expect(outdated).rejects.toMatchObject({ code: 'version_conflict', details: { current: 1 } });
    expect(await service.remove(administrator, { departmentId: office.id, expectedVersion: 1 })).toEqual({
      id: office.id,
    });
    await expect(service.get({ departmentId: office.id })).rejects.toThrow('department.not_found');
  });

  it('is not deleted from under a department or an employee that comes at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await create('Short-lived');
      const [removal, child] = await Promise.allSettled([
        service.remove(administrator, { departmentId: id }),
        create('Child', { parentId: id }),
      ]);
      expect([removal.status, child.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it('is changed by administrators', async () => {
    const { id } = await create('Sales');
    expect(() => service.change(aManager(), { departmentId: id, change: { name: 'Mine' } })).toThrow('forbidden');
    expect(() => service.remove(aManager(), { departmentId: id })).toThrow('forbidden');
    await expect(service.previewMove(aManager(), { departmentId: id, parentId: null })).rejects.toThrow('forbidden');
  });
});
