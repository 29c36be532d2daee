import type { Actor, Role } from '@crm/contracts';
import { hasPermission, type Permission, requirePermission, requireSystem } from './permission.ts';

const actor = (role: Role): Actor => ({
  accountId: 'a'.repeat(24),
  employeeId: 'b'.repeat(24),
  role,
  timeZone: 'Europe/Moscow',
  scope: { kind: 'all' },
});

const table: readonly [Role, readonly Permission[]][] = [
  ['administrator', ['write', 'load', 'hand-over', 'administer']],
  ['director', ['write', 'hand-over']],
  ['head', ['write', 'hand-over']],
  ['manager', ['write']],
  ['marketer', []],
  ['auditor', []],
  ['integration', ['write', 'load']],
  ['system', ['write', 'load', 'hand-over', 'administer']],
];
const all: readonly Permission[] = ['write', 'load', 'hand-over', 'administer'];

describe('permissions of roles', () => {
  it.each(table)('%s may %j and nothing else', (role, allowed) => {
    expect(all.filter((permission) => hasPermission(actor(role), permission))).toEqual(allowed);
  });

  it('refuses with a code', () => {
    expect(() => requirePermission(actor('auditor'), 'write')).toThrow('forbidden');
  });

  it('keeps what is for programs from the highest person', () => {
    expect(() => requireSystem(actor('administrator'))).toThrow('forbidden');
    expect(() => requireSystem(actor('system'))).not.toThrow();
  });
});
