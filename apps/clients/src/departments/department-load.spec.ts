import { DepartmentRow } from '@crm/contracts';
import { planLoad } from '../loading/load-plan.ts';
import { departmentsToStore } from './department-load.ts';

const row = (externalId: string, facts: Partial<DepartmentRow> = {}): DepartmentRow =>
  DepartmentRow.parse({ externalId, name: externalId, ...facts });

const load = (...rows: DepartmentRow[]) =>
  departmentsToStore(planLoad(rows, new Map([['company', 'id-of-company']]), nextId()), {
    stored: new Map([['company', { id: 'id-of-company', ancestorIds: [] }]]),
    employeeIds: new Map([['ivanov', 'id-of-ivanov']]),
  });

function nextId(): () => string {
  let count = 0;
  return () => `id-${++count}`;
}

describe(departmentsToStore, () => {
  it('knows everything above a department, stored before or in the same load', () => {
    const [east, north] = load(
      row('east', { parentExternalId: 'company', headExternalId: 'ivanov' }),
      row('north', { parentExternalId: 'east' }),
    );
    expect(east).toMatchObject({ parentId: 'id-of-company', ancestorIds: ['id-of-company'], headId: 'id-of-ivanov' });
    expect(north).toMatchObject({ parentId: 'id-1', ancestorIds: ['id-of-company', 'id-1'], headId: null });
  });

  it('stores nothing for a department that is there', () => {
    expect(load(row('company'))).toEqual([]);
  });

  it.each([
    { rule: 'an unknown parent', rows: [row('east', { parentExternalId: 'nowhere' })], code: 'department.not_found' },
    {
      rule: 'a parent that comes later',
      rows: [row('north', { parentExternalId: 'east' }), row('east')],
      code: 'department.not_found',
    },
    { rule: 'an unknown head', rows: [row('east', { headExternalId: 'nobody' })], code: 'employee.not_found' },
  ])('refuses $rule', ({ rows, code }) => {
    expect(() => load(...rows)).toThrow(code);
  });
});
