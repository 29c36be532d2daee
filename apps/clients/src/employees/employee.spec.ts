import { EmployeeRow } from '@crm/contracts';
import { planLoad } from '../loading/load-plan.ts';
import { assertActive, employeesToStore } from './employee.ts';

describe(assertActive, () => {
  it('lets work come to active employees only', () => {
    expect(() => assertActive({ id: 'e', status: 'active' })).not.toThrow();
    expect(() => assertActive({ id: 'e', status: 'leaving' })).toThrow('employee.not_active');
    expect(() => assertActive({ id: 'e', status: 'dismissed' })).toThrow('employee.not_active');
  });
});

describe(employeesToStore, () => {
  const row = EmployeeRow.parse({ externalId: 'kim', name: 'Анна Ким', departmentExternalId: 'east' });
  const plan = planLoad([row], new Map(), () => 'id-of-kim');

  it('places an employee in his department, to be found by name', () => {
    expect(employeesToStore(plan, new Map([['east', 'id-of-east']]))).toEqual([
      expect.objectContaining({
        id: 'id-of-kim',
        departmentId: 'id-of-east',
        words: ['анна', 'ким'],
        status: 'active',
      }),
    ]);
  });

  it('refuses an unknown department', () => {
    expect(() => employeesToStore(plan, new Map())).toThrow('department.not_found');
  });
});
