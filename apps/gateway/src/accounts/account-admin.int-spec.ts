import { loadStaff } from '@crm/contracts';
import { currentActor } from '@crm/access';
import { newId, toObjectId } from '@crm/persistence';
import { auditOf } from '../../test/account-audit.ts';
import { password, TestGateway } from '../../test/test-gateway.ts';
import { createAdministrator, loadAccounts, type Registry } from './account-admin.ts';
import { warnOfKnownPasswords } from './known-passwords.ts';
import { withRegistry } from './open-registry.ts';

describe('accounts from the command line', () => {
  let gateway: TestGateway;
  const employeeIds = new Map<string, string>();
  const employed: unknown[] = [];

  beforeAll(async () => {
    gateway = await TestGateway.start();
    gateway.service('clients').answer(loadStaff, ({ departments, employees }) => {
      employed.push({ as: currentActor().role, department: departments[0]?.name, employee: employees[0]?.externalId });
      const externalId = employees[0]?.externalId ?? '';
      const rowOf = (externalId: string, id: string) => ({ rows: [{ externalId, id, outcome: 'created' as const }] });
      return {
        departments: rowOf(departments[0]?.externalId ?? '', newId()),
        employees: rowOf(externalId, idOf(externalId)),
      };
    });
  });
  afterAll(() => gateway.stop());

  const idOf = (externalId: string): string => {
    const id = employeeIds.get(externalId) ?? newId();
    employeeIds.set(externalId, id);
    return id;
  };
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

  it('get a password by chance where none is given, and lose the second factor that keeps them out', async () => {
    const admin = { email: 'lost@crm.example', name: 'Lost' };
    const { password: first = '' } = await run((registry) => createAdministrator(registry, admin));
    expect(first).toMatch(/^[\w-]{20}$/);
    expect(await signIn(admin.email, first)).toBe(200);
    const account = await gateway.connection.collection('accounts').findOne({ email: admin.email });
    const factor = {
      _id: account?._id ?? toObjectId(newId()),
      status: 'on',
      secret: '',
      lastStep: 0,
      recoveryHashes: [],
      since: new Date(),
    };
    await gateway.connection.collection('second-factors').insertOne(factor);
    const sessions = gateway.connection.collection('open-sessions');
    await sessions.updateOne({ accountId: account?._id }, { $set: { secondFactor: 'own' } });
    expect(await signIn(admin.email, first)).toBe(401);
    const { password: second = '' } = await run((registry) => createAdministrator(registry, admin));
    expect(await sessions.findOne({ accountId: account?._id })).toMatchObject({ secondFactor: 'none' });
    expect(await signIn(admin.email, second)).toBe(200);
    const audit = await auditOf(gateway, account?._id.toHexString() ?? '');
    expect(audit.map(({ action }) => action)).toEqual([
      ...['created', 'signed-in', 'second-factor-reset', 'changed', 'signed-in'],
    ]);
    expect(audit[3]?.changes.map(({ field }) => field)).toEqual(['passwordSetAt']);
  });

  it('refuse a first password that is easily guessed', async () => {
    const admin = { email: 'weak@crm.example', name: 'Weak', password: 'password12345' };
    await expect(run((registry) => createAdministrator(registry, admin))).rejects.toMatchObject({
      code: 'password.common',
    });
  });

  it('are warned of at the start where their passwords are those of the demo data, until they are changed', async () => {
    const row = {
      email: 'demo@crm.example',
      password,
      passwordKnown: true,
      role: 'manager',
      employeeId: newId(),
    } as const;
    await run((registry) => loadAccounts(registry, [row]));
    const said: unknown[] = [];
    const warn = (CRM_ENV: 'production' | 'development') =>
      warnOfKnownPasswords(gateway.app, { CRM_ENV }, { error: (...line: unknown[]) => void said.push(line[0]) });
    await warn('development');
    expect(said).toEqual([]);
    await warn('production');
    expect(said).toEqual([{ accounts: 1 }]);
    await run((registry) => createAdministrator(registry, { email: row.email, name: 'Demo' }));
    await warn('production');
    expect(said).toHaveLength(1);
  });

  it('are loaded once, however often the load is repeated', async () => {
    const rows = ['a', 'b'].map((name) => ({
      email: `${name}@crm.example`,
      password,
      passwordKnown: false,
      role: 'manager' as const,
      employeeId: newId(),
    }));
    expect(await run((registry) => loadAccounts(registry, rows.slice(0, 1)))).toEqual({ created: 1, kept: 0 });
    const changed = rows.map((row) => ({ ...row, password: 'another long password' }));
    expect(await run((registry) => loadAccounts(registry, changed))).toEqual({ created: 1, kept: 1 });
    expect(await signIn('a@crm.example', password)).toBe(200);
  });
});
