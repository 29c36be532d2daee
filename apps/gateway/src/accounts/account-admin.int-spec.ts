import { loadStaff } from '@crm/contracts';
import { currentActor } from '@crm/access';
import { newId } from '@crm/persistence';
import { password, TestGateway } from '../../test/test-gateway.ts';
import { createAdministrator, loadAccounts, type Registry } from './account-admin.ts';
import { withRegistry } from './open-registry.ts';

describe('accounts from the command line', () => {
  let gateway: TestGateway;
  const employeeId = newId();
  const employed: unknown[] = [];

  beforeAll(async () => {
    gateway = await TestGateway.start();
    gateway.service('clients').answer(loadStaff, ({ departments, employees }) => {
      employed.push({ as: currentActor().role, department: departments[0]?.name, employee: employees[0]?.externalId });
      const rowOf = (externalId: string, id: string) => ({ rows: [{ externalId, id, outcome: 'created' as const }] });
      return {
        departments: rowOf(departments[0]?.externalId ?? '', newId()),
        employees: rowOf(employees[0]?.externalId ?? '', employeeId),
      };
    });
  });
  afterAll(() => gateway.stop());

  const run = <T>(work: (registry: Registry) => Promise<T>): Promise<T> =>
    withRegistry(gateway.config, work, gateway.queuePrefix);
  const signIn = async (email: string, given: string) => {
    const payload = { email, password: given };
    return (await gateway.inject({ method: 'POST', url: '/api/v1/auth/sign-in', payload })).statusCode;
  };

  it('let the first administrator in, who is an employee of the management', async () => {
    const admin = { email: 'boss@crm.example', name: 'Boss', password };
    expect(await run((registry) => createAdministrator(registry, admin))).toEqual({
      email: 'boss@crm.example',
      role: 'administrator',
    });
    expect(employed).toEqual([{ as: 'system', department: 'Management', employee: 'admin:boss@crm.example' }]);
    expect(await signIn(admin.email, password)).toBe(200);
  });

  it('get a new password when the administrator is created again', async () => {
    const admin = { email: 'again@crm.example', name: 'Again', password };
    await run((registry) => createAdministrator(registry, admin));
    await run((registry) => createAdministrator(registry, { ...admin, password: 'another long password' }));
    expect(await signIn(admin.email, 'another long password')).toBe(200);
    expect(await signIn(admin.email, password)).toBe(401);
  });

  it('are loaded once, however often the load is repeated', async () => {
    const rows = ['a', 'b'].map((name) => ({
      email: `${name}@crm.example`,
      password,
      role: 'manager' as const,
      employeeId: newId(),
    }));
    expect(await run((registry) => loadAccounts(registry, rows.slice(0, 1)))).toEqual({ created: 1, kept: 0 });
    const changed = rows.map((row) => ({ ...row, password: 'another long password' }));
    expect(await run((registry) => loadAccounts(registry, changed))).toEqual({ created: 1, kept: 1 });
    expect(await signIn('a@crm.example', password)).toBe(200);
  });
});
