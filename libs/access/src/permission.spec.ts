import { Permission, type Actor, type Role } from '@crm/contracts';
import { hasPermission, requirePermission, requireSystem } from './permission.ts';
import { rightsInTheBeginning } from './role-rights.ts';
import { systemActor } from './system-actor.ts';

const actor = (role: Role): Actor => ({
  ...systemActor,
  role,
  permissions: [...rightsInTheBeginning[role].permissions],
});

const table: readonly [Role, readonly Permission[]][] = [
  ['administrator', ['write', 'load', 'hand-over', 'administer', 'audit']],
  ['director', ['write', 'hand-over']],
  ['head', ['write', 'hand-over']],
  ['manager', ['write']],
  ['marketer', []],
  ['auditor', ['audit']],
  ['integration', ['write', 'load']],
  ['system', ['write', 'load', 'hand-over', 'administer', 'audit']],
];

describe('permissions of roles', () => {
  it.each(table)('%s may %j and nothing else in the beginning', (role, allowed) => {
    expect(Permission.options.filter((permission) => hasPermission(actor(role), permission))).toEqual(allowed);
  });

  it('are those that the actor brings, whatever his role', () => {
    expect(hasPermission({ ...actor('manager'), permissions: ['load'] }, 'load')).toBe(true);
    expect(hasPermission({ ...actor('administrator'), permissions: [] }, 'administer')).toBe(false);
  });

  it('refuses with a code', () => {
    expect(() => requirePermission(actor('auditor'), 'write')).toThrow('forbidden');
  });

  it('keeps what is for programs from the highest person', () => {
    expect(() => requireSystem(actor('administrator'))).toThrow('forbidden');
    expect(() => requireSystem(actor('system'))).not.toThrow();
  });
});
