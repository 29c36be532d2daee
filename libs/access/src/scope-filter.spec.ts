import type { AccessScope, Actor } from '@crm/contracts';
import { scopeFilter } from './scope-filter.ts';

const employeeId = 'b'.repeat(24);
const actor = (scope: AccessScope): Actor => ({
  accountId: 'a'.repeat(24),
  employeeId,
  role: 'manager',
  timeZone: 'Europe/Moscow',
  scope,
});
const fields = { owner: 'performerId', department: 'departmentId' };
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe(scopeFilter, () => {
  const [first, second] = ['1'.repeat(24), '2'.repeat(24)];
  it.each<{ scope: AccessScope; filter: unknown }>([
    { scope: { kind: 'all' }, filter: {} },
    { scope: { kind: 'own' }, filter: { performerId: employeeId } },
    { scope: { kind: 'departments', departmentIds: [first] }, filter: { departmentId: first } },
    {
      scope: { kind: 'departments', departmentIds: [first, second] },
      filter: { departmentId: { $in: [first, second] } },
    },
    { scope: { kind: 'departments', departmentIds: [] }, filter: { departmentId: { $in: [] } } },
  ])('keeps $scope.kind to $filter', ({ scope, filter }) => {
    expect(asJson(scopeFilter(actor(scope), fields))).toEqual(filter);
  });
});
