import { NewEmployee, NewPosition, type PositionChange } from '@crm/contracts';
import { migrate, newId } from '@crm/persistence';
import { aManager, anAdministrator, uniqueName } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { EmployeeService } from '../employees/employee.service.ts';
import type { EmployeeDocument } from '../employees/employee.schema.ts';
import { positions } from '../migrations/2026-11-29-positions.ts';
import { positionsAudited } from '../migrations/2026-11-29-positions-audited.ts';
import { PositionService } from './position.service.ts';
import type { PositionDocument } from './position.schema.ts';

const administrator = anAdministrator();

describe(PositionService, () => {
  let context: ClientsContext;
  let service: PositionService;
  let departmentId: string;
  beforeAll(async () => {
    context = await startClientsContext();
    service = context.get(PositionService);
    ({ departmentId } = await context.manager());
  });
  afterAll(() => context.stop());

  const create = (ru: string, en = ru, rank?: number) =>
    service.create(administrator, NewPosition.parse({ name: { ru, en }, ...(rank && { rank }) }));
  const change = (positionId: string, facts: PositionChange, expectedVersion?: number) =>
    service.change(administrator, { positionId, expectedVersion, change: facts });
  const remove = (positionId: string) => service.remove(administrator, { positionId });
  const takeOn = (positionId: string | null) =>
    context
      .get(EmployeeService)
      .create(administrator, NewEmployee.parse({ name: 'Анна Ким', departmentId, positionId }));
  const give = (employeeId: string, positionId: string | null) =>
    context.get(EmployeeService).change(administrator, { employeeId, change: { positionId } });

  it('is changed by version, and by administrators alone', async () => {
    const { id, version } = await create('Логист', 'Logistician');
    const outcomes = await Promise.allSettled([change(id, { rank: 3 }, version), change(id, { rank: 4 }, version)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await change(id, { name: { ru: 'Логист', en: 'Logistics' } })).toMatchObject({ version: 3, closed: false });
    for (const attempt of [
      () => service.create(aManager(), NewPosition.parse({ name: { ru: 'Мой', en: 'Mine' } })),
      () => service.change(aManager(), { positionId: id, change: {} }),
      () => service.remove(aManager(), { positionId: id }),
    ])
      expect(attempt).toThrow('forbidden');
    await expect(service.get({ positionId: newId() })).rejects.toThrow('position.not_found');
  });

  it('has names that no other has, in whichever language, also when two come at the same moment', async () => {
    await create('Кладовщик', 'Storekeeper');
    const taken = { code: 'position.name_taken', details: { field: 'name' } };
    await expect(create('storekeeper')).rejects.toMatchObject(taken);
    const { id } = await create('Грузчик', 'Porter');
    await expect(change(id, { name: { ru: 'КЛАДОВЩИК', en: 'Porter' } })).rejects.toMatchObject(taken);
    const outcomes = await Promise.allSettled([create('Водитель', 'Driver'), create('Шофёр', 'Driver')]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is listed by rank, page by page, from an index', async () => {
    for (const rank of [2, 1, 2]) await create(uniqueName('ranked'), undefined, rank);
    const ranks: number[] = [];
    let cursor: string | undefined;
    do {
      const { data, page } = await service.list({ limit: 2, cursor });
      ranks.push(...data.map(({ rank }) => rank));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
    expect(ranks).toHaveLength(await context.model('Position').countDocuments());
  });

  it('is given while it is open, and stays with those who have it when it is closed', async () => {
    const { id } = await create('Секретарь', 'Secretary');
    const holder = await takeOn(id);
    const other = await takeOn(null);
    await change(id, { closed: true });
    const closed = { code: 'position.closed', details: { field: 'positionId' } };
    await expect(takeOn(id)).rejects.toMatchObject(closed);
    await expect(give(other.id, id)).rejects.toMatchObject(closed);
    await expect(takeOn(newId())).rejects.toMatchObject({
      code: 'position.not_found',
      details: { field: 'positionId' },
    });
    expect(await give(holder.id, id)).toMatchObject({ positionId: id });
    await change(id, { closed: false });
    expect(await give(other.id, id)).toMatchObject({ positionId: id });
  });

  it('is deleted when nobody has had it; of another one the refusal counts those who have', async () => {
    const { id } = await create('Стажёр', 'Trainee');
    const [one, other] = [await takeOn(id), await takeOn(id)];
    await give(one.id, null);
    const used = { code: 'position.in_use', details: { positionId: id, employees: 2 } };
    await expect(remove(id)).rejects.toMatchObject(used);
    await give(other.id, null);
    await expect(remove(id)).rejects.toMatchObject(used);
    const unused = await create('Лишняя', 'Spare');
    expect(await remove(unused.id)).toEqual({ id: unused.id });
    await expect(service.get({ positionId: unused.id })).rejects.toThrow('position.not_found');
  });

  it('is neither deleted nor closed from under somebody who is given it at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [short, closing] = [await context.position(), await context.position()];
      const [removal, given] = await Promise.allSettled([remove(short), takeOn(short)]);
      expect([removal.status, given.status].toSorted()).toEqual(['fulfilled', 'rejected']);
      await Promise.allSettled([change(closing, { closed: true }), takeOn(closing)]);
      await expect(takeOn(closing)).rejects.toThrow('position.closed');
    }
  });

  it('is found or made by a load, by either of its names', async () => {
    const known = await create('Закупщик', 'Buyer');
    const position = { ru: 'Снабженец', en: 'buyer' };
    const fresh = { ru: 'Аналитик', en: 'Analyst' };
    const { employees } = await context.staff({
      departments: [{ externalId: 'positions' }],
      employees: [position, fresh, fresh].map((each) => ({ position: each, departmentExternalId: 'positions' })),
    });
    const ids = employees.rows.map(({ id }) => id);
    const stored = await Promise.all(ids.map((employeeId) => context.get(EmployeeService).get({ employeeId })));
    const [first, second, third] = stored.map(({ positionId }) => positionId);
    expect(first).toBe(known.id);
    expect(second).toBe(third);
    expect(await service.get({ positionId: second! })).toMatchObject({ name: fresh, rank: 500, closed: false });
  });

  it('is made of the texts of before, the same word once, and a run that was broken off goes on', async () => {
    const texts = ['Мастер', ' мастер', null, '', 'Техник'];
    const people = await Promise.all(texts.map(() => takeOn(null)));
    const { connection } = context.service;
    const ids = people.map(({ id }) => id);
    const [employees, memberships] = [connection.collection('employees'), connection.collection('memberships')];
    const model = context.model<EmployeeDocument>('Employee');
    for (const [index, id] of ids.entries()) {
      const was = { $set: { position: texts[index] }, $unset: { positionId: '' } };
      const { _id } = await model.findById(id).orFail().lean();
      await employees.updateOne({ _id }, was);
      await memberships.updateOne({ employeeId: _id }, was);
    }
    await positions.up(connection);
    await positions.up(connection);
    await positionsAudited.up(connection);
    const [master, same, none, blank, technician] = await Promise.all(
      ids.map(async (employeeId) => (await context.get(EmployeeService).get({ employeeId })).positionId),
    );
    expect([master, none, blank]).toEqual([same, null, null]);
    expect(await service.get({ positionId: technician! })).toMatchObject({ name: { ru: 'Техник', en: 'Техник' } });
    const history = await context.get(EmployeeService).listMemberships({ employeeId: ids[0]!, limit: 5 });
    expect(history.data).toMatchObject([{ positionId: master }]);
    expect(await employees.countDocuments({ position: { $exists: true } })).toBe(0);
    const [made] = await context.model<PositionDocument>('Position').find({ keys: 'техник' }).lean();
    const entries = await context.model('AuditEntry').find({ recordId: made!._id }).lean();
    expect(entries).toEqual([expect.objectContaining({ action: 'found', kind: 'position' })]);
    expect(await migrate(connection, [positions, positionsAudited])).toEqual([]);
  });
});
