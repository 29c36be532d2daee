import { EmployeeChange, NewEmployee } from '@crm/contracts';
import { migrate, newId } from '@crm/persistence';
import { aHead, aManager, anAdministrator } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { firstMemberships } from '../migrations/2026-11-27-first-memberships.ts';
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

  it('takes an employee on, with what is known of him', async () => {
    const created = await create({
      workingHours: hours,
      position: 'Manager',
      capacity: { clients: 60, openDeals: null },
    });
    expect(created).toMatchObject({ status: 'active', version: 1, workingHours: hours, position: 'Manager' });
    expect(await service.get({ employeeId: created.id })).toEqual(created);
    expect((await service.list({ limit: 10, search: 'анна', departmentId })).data).toContainEqual(created);
    expect(await memberships(created.id)).toEqual([
      expect.objectContaining({ departmentId, position: 'Manager', to: null }),
    ]);
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
    const { id } = await create({ position: 'Manager' });
    context.clock.advance(60_000);
    await change(id, { position: 'Senior manager' });
    await change(id, { name: 'Анна Ли' });
    const [second, first] = await memberships(id);
    expect(first).toMatchObject({ position: 'Manager', to: second?.from });
    expect(second).toMatchObject({ position: 'Senior manager', to: null });
    expect(await memberships(id)).toHaveLength(2);
  });

  it('lets heads say when their people work and what they can, and nothing else', async () => {
    const { id } = await create();
    const head = aHead({ scope: { kind: 'departments', departmentIds: [departmentId] } });
    expect(await change(id, { workingHours: hours }, head)).toMatchObject({ workingHours: hours });
    await expect(change(id, { name: 'Mine' }, head)).rejects.toThrow('forbidden');
    const stranger = aHead({ scope: { kind: 'departments', departmentIds: [newId()] } });
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
    const { id } = await create({ position: 'Old hand' });
    await context.model('Membership').deleteMany({ employeeId: id });
    await firstMemberships.up(context.service.connection);
    await firstMemberships.up(context.service.connection);
    expect(await memberships(id)).toEqual([expect.objectContaining({ position: 'Old hand', to: null })]);
    expect(await migrate(context.service.connection, [firstMemberships])).toEqual([]);
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
