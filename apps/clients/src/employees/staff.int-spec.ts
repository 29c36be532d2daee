import { DepartmentRow, EmployeeRow } from '@crm/contracts';
import { aManager, anAdministrator } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { profileReads } from '../../test/read-profile.ts';
import { DepartmentService } from '../departments/department.service.ts';
import { EmployeeService } from './employee.service.ts';
import { StaffLoadService } from './staff-load.service.ts';

describe('staff', () => {
  let context: ClientsContext;
  beforeAll(async () => (context = await startClientsContext()));
  afterAll(() => context.stop());

  const rows = (prefix: string) => {
    const key = (name: string): string => `${prefix}-${name}`;
    const department = (name: string, facts: Partial<DepartmentRow> = {}): DepartmentRow =>
      DepartmentRow.parse({ externalId: key(name), name, ...facts });
    return {
      departments: [
        department('company', { headExternalId: key('director') }),
        department('east', { parentExternalId: key('company'), headExternalId: key('kim') }),
        department('far east', { parentExternalId: key('east') }),
        department('west', { parentExternalId: key('company') }),
      ],
      employees: ['director', 'kim', 'lee'].map((name) =>
        EmployeeRow.parse({ externalId: key(name), name, departmentExternalId: key('east') }),
      ),
    };
  };
  const load = (prefix: string) => context.get(StaffLoadService).load(anAdministrator(), rows(prefix));

  it('is stored once, however often it is loaded', async () => {
    const first = await load('repeated');
    const second = await load('repeated');
    expect(first.employees.rows.every(({ outcome }) => outcome === 'created')).toBe(true);
    expect(second.employees.rows).toEqual(first.employees.rows.map((row) => ({ ...row, outcome: 'kept' })));
    expect(second.departments.rows.map(({ id }) => id)).toEqual(first.departments.rows.map(({ id }) => id));
    expect(await context.model('Employee').countDocuments({ externalId: /^repeated/ })).toBe(3);
  });

  it('is stored all together or not at all', async () => {
    const { departments, employees } = rows('broken');
    const misplaced = employees.map((row) => ({ ...row, departmentExternalId: 'nowhere' }));
    const loading = context.get(StaffLoadService).load(anAdministrator(), { departments, employees: misplaced });
    await expect(loading).rejects.toThrow('department.not_found');
    expect(await context.model('Department').countDocuments({ externalId: /^broken/ })).toBe(0);
  });

  it('is loaded by those who may', async () => {
    expect(() => context.get(StaffLoadService).load(aManager(), rows('foreign'))).toThrow('forbidden');
  });

  it('is listed by name, and found by beginnings of words', async () => {
    const { departments } = await context.staff({
      departments: [{ externalId: 'listed' }],
      employees: ['Ёлкин Пётр', 'Абрамова Ольга', 'Петров Олег'].map((name) => ({
        name,
        departmentExternalId: 'listed',
      })),
    });
    const departmentId = departments.rows[0]!.id;
    const list = async (search?: string) => {
      const { data } = await context.get(EmployeeService).list({ limit: 50, departmentId, search });
      return data.map(({ name }) => name);
    };
    expect(await list()).toEqual(['Абрамова Ольга', 'Ёлкин Пётр', 'Петров Олег']);
    expect(await list('пет')).toEqual(['Ёлкин Пётр', 'Петров Олег']);
    expect(await list('ол пет')).toEqual(['Петров Олег']);
    expect(await list('!')).toEqual([]);
  });

  it('is named by id for everybody', async () => {
    const { id } = await context.manager({ name: 'Яна Цой' });
    expect(await context.get(EmployeeService).name({ ids: [id, 'a'.repeat(24)] })).toEqual({
      data: [{ id, name: 'Яна Цой' }],
    });
  });

  it('lists departments page by page', async () => {
    const { departments } = await load('paged');
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const { data, page } = await context.get(DepartmentService).list({ limit: 2, cursor });
      found.push(...data.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(found).toEqual(expect.arrayContaining(departments.rows.map(({ id }) => id)));
    expect(new Set(found).size).toBe(found.length);
  });

  it('is read by index', async () => {
    const list = () => context.get(EmployeeService).list({ limit: 50, departmentId: 'a'.repeat(24), search: 'ол' });
    const reads = await profileReads(context.service.connection, 'employees', list);
    expect(reads).toEqual([expect.objectContaining({ planSummary: expect.stringMatching(/^IXSCAN/) })]);
  });
});
