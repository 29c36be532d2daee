import { systemActor } from '@crm/access';
import { type EditableRole, NewAbsence } from '@crm/contracts';
import { aManager, anAdministrator } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { AbsenceService } from '../absences/absence.service.ts';
import { ClientService } from '../clients/client.service.ts';
import { RoleService } from '../roles/role.service.ts';
import { AccessService } from './access.service.ts';

describe('what an employee may do in a role', () => {
  let context: ClientsContext;
  beforeAll(async () => (context = await startClientsContext()));
  afterAll(() => context.stop());

  const resolve = (employeeId: string, role: EditableRole = 'manager') =>
    context.get(AccessService).resolveActor(systemActor, { employeeId, role });

  /** A company of four departments, of which the director heads all and Kim two. */
  async function company() {
    const { departments, employees } = await context.staff({
      departments: [
        { externalId: 'company', headExternalId: 'director' },
        { externalId: 'east', parentExternalId: 'company', headExternalId: 'kim' },
        { externalId: 'far east', parentExternalId: 'east' },
        { externalId: 'west', parentExternalId: 'company' },
      ],
      employees: ['director', 'kim'].map((externalId) => ({ externalId, departmentExternalId: 'east' })),
    });
    return {
      departments: departments.rows.map(({ id }) => id),
      director: employees.rows[0]!.id,
      kim: employees.rows[1]!.id,
    };
  }

  it('goes by the departments that he heads with everything below them, where the role asks for that', async () => {
    const { departments, director, kim } = await company();
    const asHead = await resolve(kim, 'head');
    expect(asHead).toMatchObject({ status: 'active', departmentId: departments[1], standsInFor: [] });
    expect(asHead.departmentIds.toSorted()).toEqual([departments[1], departments[2]]);
    expect(asHead.scopes.deal).toEqual({ read: 'subtree', change: 'subtree' });
    expect(await resolve(kim)).toMatchObject({ departmentIds: [], scopes: { client: { read: 'own' } } });
    // A token that names every department would be long, and say no more than this.
    expect(await resolve(director, 'head')).toMatchObject({ departmentIds: [], scopes: { client: { read: 'all' } } });
  });

  it("reaches what is an absent colleague's within the period, for whom he stands in for everything", async () => {
    const [al, bo, cy] = [await context.manager(), await context.manager(), await context.manager()];
    const [from, until] = ['2026-11-24T09:01:00.000Z', '2026-11-24T12:00:00.000Z'];
    const named = [{ employeeId: bo.id }, { employeeId: cy.id, sectorIds: [await context.sector()] }];
    const absence = NewAbsence.parse({ employeeId: al.id, from, to: until, substitutes: named });
    await context.get(AbsenceService).plan(anAdministrator(), absence);
    const { standsInFor, ...told } = await resolve(bo.id);
    expect(standsInFor).toEqual([{ employeeId: al.id, from, until }]);
    expect((await resolve(cy.id)).standsInFor).toEqual([]);

    const { id: clientId } = await context.client(al);
    const substitute = aManager({ employeeId: bo.id, departmentId: told.departmentId, standsInFor });
    const read = () => context.get(ClientService).get(substitute, { clientId });
    await expect(read()).rejects.toThrow('client.not_found');
    const whileAway = [{ employeeId: al.id, from: '2020-01-01T00:00:00.000Z', until: '2999-01-01T00:00:00.000Z' }];
    const acting = aManager({ ...substitute, standsInFor: whileAway });
    expect(await context.get(ClientService).get(acting, { clientId })).toMatchObject({ ownerId: al.id });
  });

  it('is told only to our own programs', async () => {
    const input = { employeeId: 'a'.repeat(24), role: 'head' } as const;
    await expect(context.get(AccessService).resolveActor(anAdministrator(), input)).rejects.toThrow('forbidden');
    await expect(resolve('a'.repeat(24))).rejects.toThrow('employee.not_found');
  });

  describe('changes with the role', () => {
    const roles = () => context.get(RoleService);
    const administrator = anAdministrator();
    const wider = { scopes: { deal: { read: 'department' } } } as const;

    it('at once, and every version is kept', async () => {
      const { id } = await context.manager();
      const before = await roles().get('manager');
      const changed = await roles().change(administrator, { role: 'manager', expectedVersion: 1, change: wider });
      expect(changed).toMatchObject({ version: 2, changedById: administrator.employeeId });
      expect((await resolve(id)).scopes.deal).toEqual({ read: 'department', change: 'own' });
      const { data } = await roles().versions(administrator, { role: 'manager', limit: 10 });
      expect(data).toEqual([changed, before]);
    });

    it('can be seen before it is made', async () => {
      const { id } = await context.manager();
      const before = await resolve(id, 'marketer');
      const preview = await roles().preview(administrator, { role: 'marketer', change: wider });
      expect(preview).toMatchObject({
        version: 1,
        scopes: [{ entity: 'deal', action: 'read', from: 'all', to: 'department', effect: 'narrower' }],
      });
      expect(await resolve(id, 'marketer')).toEqual(before);
    });

    it('is refused on an older state, and to those who do not administer', async () => {
      const change = { role: 'director', change: wider } as const;
      await expect(roles().change(administrator, { ...change, expectedVersion: 2 })).rejects.toMatchObject({
        code: 'version_conflict',
        details: { current: 1 },
      });
      expect(() => roles().change(aManager(), change)).toThrow('forbidden');
      await expect(roles().preview(aManager(), change)).rejects.toThrow('forbidden');
      await expect(roles().versions(aManager(), { role: 'director', limit: 1 })).rejects.toThrow('forbidden');
    });

    it('never locks the last administrator out', async () => {
      const change = { role: 'administrator', change: { permissions: [] } } as const;
      await expect(roles().change(administrator, { ...change, change: { permissions: [] } })).rejects.toThrow(
        'role.administrator_needed',
      );
    });
  });
});
