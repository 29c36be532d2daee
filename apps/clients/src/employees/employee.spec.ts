import { EmployeeRow } from '@crm/contracts';
import { planLoad } from '../loading/load-plan.ts';
import { assertActive, type EmployeeReferences, employeesToStore } from './employee.ts';

describe(assertActive, () => {
  it('lets work come to active employees only', () => {
    expect(() => assertActive({ id: 'e', status: 'active' })).not.toThrow();
    expect(() => assertActive({ id: 'e', status: 'leaving' })).toThrow('employee.not_active');
    expect(() => assertActive({ id: 'e', status: 'dismissed' })).toThrow('employee.not_active');
  });
});

describe(employeesToStore, () => {
  const position = { ru: 'Менеджер', en: 'Manager' };
  const row = EmployeeRow.parse({ externalId: 'kim', name: 'Анна Ким', position, departmentExternalId: 'east' });
  const plan = planLoad([row], new Map(), () => 'id-of-kim');

  const references = (departments: Record<string, string>): EmployeeReferences => ({
    departmentIds: new Map(Object.entries(departments)),
    positionIdOf: ({ en }) => `id-of-${en}`,
  });

  it('places an employee in his department, to be found by name', () => {
    expect(employeesToStore(plan, references({ east: 'id-of-east' }))).toEqual([
      expect.objectContaining({
        id: 'id-of-kim',
        departmentId: 'id-of-east',
        positionId: 'id-of-Manager',
        words: ['анна', 'ким'],
        status: 'active',
      }),
    ]);
  });

  it('refuses an unknown department', () => {
    expect(() => employeesToStore(plan, references({}))).toThrow('department.not_found');
  });
});
