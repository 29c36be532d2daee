import { EmployeeChange, NewEmployee } from '@crm/contracts';
import { migrate, newId, toObjectId } from '@crm/persistence';
import { aHead, aManager, anAdministrator } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { firstMemberships } from '../migrations/2026-11-27-first-memberships.ts';
import { positions } from '../migrations/2026-11-29-positions.ts';
import type { PositionDocument } from '../positions/position.schema.ts';
import { EmployeeService } from './employee.service.ts';

const administrator = anAdministrator();
const hours = [
  { weekday: 1, from: '09:00', to: '13:00' },
  { weekday: 1, from: '14:00', to: '18:00' },
];

describe(EmployeeService, () => {
  let context: ClientsContext;
  let service: EmployeeService;
  let departmentId: string;
  beforeAll(async () => {
    context = await startClientsContext();
    service = context.get(EmployeeService);
    ({ departmentId } = await context.manager());
  });
  afterAll(() => context.stop());

  const create = (facts: Partial<NewEmployee> = {}) =>
    service.create(administrator, NewEmployee.parse({ name: 'Анна Ким', departmentId, ...facts }));
  const change = (employeeId: string, facts: EmployeeChange, actor = administrator) =>
    service.change(actor, { employeeId, change: EmployeeChange.parse(facts) });
  const memberships = async (employeeId: string) => (await service.listMemberships({ employeeId, limit: 50 })).data;

  const positionNamed = async (en: string) =>
    String((await context.model<PositionDocument>('Position').findOne({ 'name.en': en }).orFail().lean())._id);

  it('takes an employee on, with what is known of him', async () => {
    const positionId = await context.position();
    const created = await create({
      workingHours: hours,
      positionId,
      capacity: { clients: 60, openDeals: null },
    });
    expect(created).toMatchObject({ status: 'active', version: 1, workingHours: hours, positionId });
    expect(await service.get({ employeeId: created.id })).toEqual(created);
    expect((await service.list({ limit: 10, search: 'анна', departmentId })).data).toContainEqual(created);
    expect(await memberships(created.id)).toEqual([expect.objectContaining({ departmentId, positionId, to: null })]);
  });

  it('does not take him on into a department that is not there, or with a skill that is none', async () => {
    await expect(create({ departmentId: newId() })).rejects.toMatchObject({
      code: 'department.not_found',
      details: { field: 'departmentId' },
    });
    const skills = { sectorIds: [newId()], regionIds: [], languages: [] };
    await expect(create({ skills })).rejects.toThrow('classifier.value_unknown');
  });

  it('keeps as what he has worked, and since when', async () => {
    const [lower, higher] = [await context.position(), await context.position()];
    const { id } = await create({ positionId: lower });
    context.clock.advance(60_000);
    await change(id, { positionId: higher });
    await change(id, { name: 'Анна Ли', positionId: higher });
    const [second, first] = await memberships(id);
    expect(first).toMatchObject({ positionId: lower, to: second?.from });
    expect(second).toMatchObject({ positionId: higher, to: null });
    expect(await memberships(id)).toHaveLength(2);
  });

  it('lets heads say when their people work and what they can, and nothing else', async () => {
    const { id } = await create();
    const head = aHead({ departmentIds: [departmentId] });
    expect(await change(id, { workingHours: hours }, head)).toMatchObject({ workingHours: hours });
    await expect(change(id, { name: 'Mine' }, head)).rejects.toThrow('forbidden');
    const stranger = aHead({ departmentIds: [newId()] });
    await expect(change(id, { workingHours: [] }, stranger)).rejects.toThrow('forbidden');
    await expect(change(id, { workingHours: [] }, aManager())).rejects.toThrow('forbidden');
    expect(() => service.create(head, NewEmployee.parse({ name: 'A', departmentId }))).toThrow('forbidden');
  });

  it('lets one of two changes of the same state through', async () => {
    const { id, version } = await create();
    const rename = (name: string) =>
      service.change(administrator, { employeeId: id, expectedVersion: version, change: { name } });
    const outcomes = await Promise.allSettled([rename('One'), rename('Two')]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('knows memberships of employees of before they were written down', async () => {
    const { id } = await create();
    const { connection } = context.service;
    const was = { $set: { position: 'Old hand' }, $unset: { positionId: '' } };
    await connection.collection('employees').updateOne({ _id: toObjectId(id) }, was);
    await context.model('Membership').deleteMany({ employeeId: id });
    await firstMemberships.up(connection);
    await firstMemberships.up(connection);
    await positions.up(connection);
    const [membership, ...others] = await memberships(id);
    expect([membership?.to, others]).toEqual([null, []]);
    expect(membership?.positionId).toBe((await service.get({ employeeId: id })).positionId);
    expect(await positionNamed('Old hand')).toBe(membership?.positionId);
    expect(await migrate(connection, [firstMemberships, positions])).toEqual([]);
  });
});

describe('working hours', () => {
  const stretch = (from: string, to: string, weekday = 1) => ({ weekday, from, to });
  it.each([
    { what: 'a day with a break', given: hours, allowed: true },
    {
      what: 'the same hours on two days',
      given: [stretch('09:00', '18:00'), stretch('09:00', '18:00', 2)],
      allowed: true,
    },
    { what: 'stretches that meet', given: [stretch('09:00', '13:00'), stretch('12:00', '18:00')], allowed: false },
    { what: 'an end before the beginning', given: [stretch('18:00', '09:00')], allowed: false },
    { what: 'an hour that is none', given: [stretch('09:00', '24:00')], allowed: false },
  ])('$what: $allowed', ({ given, allowed }) => {
    expect(EmployeeChange.safeParse({ workingHours: given }).success).toBe(allowed);
  });
});
