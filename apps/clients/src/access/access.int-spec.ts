import { systemActor } from '@crm/access';
import { type Actor, ClientFilter, type EditableRole, NewAbsence, type Whose } from '@crm/contracts';
import { aManager, anAdministrator, aStandIn } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { AbsenceService } from '../absences/absence.service.ts';
import { ClientService } from '../clients/client.service.ts';
import { EmployeeService } from '../employees/employee.service.ts';
import { RoleService } from '../roles/role.service.ts';
import { ClientExplanationService } from '../sharing/client-explanation.service.ts';
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

  describe('in the place of a colleague who is away', () => {
    const [from, until] = ['2026-11-24T09:01:00.000Z', '2026-11-24T12:00:00.000Z'];
    const oneSecondAgo = () => new Date(Date.now() - 1_000).toISOString();
    const clients = () => context.get(ClientService);
    const listed = async (actor: Actor, whose?: Whose) =>
      (await clients().list(actor, ClientFilter.parse({ whose }))).data.map(({ id, onBehalfOf }) => [id, onBehalfOf]);

    it('is told for whom, in what and until when', async () => {
      const [al, bo, cy] = [await context.manager(), await context.manager(), await context.manager()];
      const sectorIds = [await context.sector()];
      const named = [{ employeeId: bo.id }, { employeeId: cy.id, sectorIds }];
      const absence = NewAbsence.parse({ employeeId: al.id, from, to: until, substitutes: named });
      await context.get(AbsenceService).plan(anAdministrator(), absence);
      const { name } = await context.get(EmployeeService).get({ employeeId: al.id });
      const told = { employeeId: al.id, name, from, until };
      expect((await resolve(bo.id)).standsInFor).toEqual([{ ...told, sectorIds: null }]);
      expect((await resolve(cy.id)).standsInFor).toEqual([{ ...told, sectorIds }]);
      context.clock.set(until);
      expect((await resolve(bo.id)).standsInFor).toEqual([]);
      context.clock.set('2026-11-24T09:00:00.000Z');
    });

    it("reaches the colleague's clients, marked so, and not a second longer", async () => {
      const [al, bo] = [await context.manager(), await context.manager()];
      const [his, own] = [await context.client(al), await context.client(bo)];
      const acting = { ...bo.actor, standsInFor: [aStandIn(al.id)] };
      const marked = [his.id, { employeeId: al.id, name: 'Al' }];
      expect(new Set(await listed(acting))).toEqual(new Set([marked, [own.id, undefined]]));
      expect(await listed(acting, 'mine')).toEqual([[own.id, undefined]]);
      expect(await listed(acting, 'substituted')).toEqual([marked]);
      expect(new Set(await listed(acting, 'mine-and-substituted'))).toEqual(new Set([marked, [own.id, undefined]]));
      const change = { clientId: his.id, change: { note: 'Звонил' } };
      expect(await clients().change(acting, change)).toMatchObject({ ownerId: al.id });

      const over = { ...bo.actor, standsInFor: [aStandIn(al.id, { until: oneSecondAgo() })] };
      expect(await listed(over, 'mine-and-substituted')).toEqual([[own.id, undefined]]);
      await expect(clients().get(over, { clientId: his.id })).rejects.toThrow('client.not_found');
      await expect(clients().change(over, change)).rejects.toThrow('client.not_found');
    });

    it('reaches those of some sectors alone, where he stands in for these', async () => {
      const [al, bo] = [await context.manager(), await context.manager()];
      const sectorId = await context.sector();
      const [inside, outside] = [await context.client(al, { sectorId }), await context.client(al)];
      const standsInFor = [aStandIn(al.id, { sectorIds: [sectorId] })];
      const acting = { ...bo.actor, standsInFor };
      expect(await listed(acting)).toEqual([[inside.id, { employeeId: al.id, name: 'Al' }]]);
      expect(await listed(acting, 'mine')).toEqual([]);
      const change = { note: 'Звонил' };
      await expect(clients().change(acting, { clientId: inside.id, change })).resolves.toMatchObject({
        ownerId: al.id,
      });
      await expect(clients().change(acting, { clientId: outside.id, change })).rejects.toThrow('client.not_found');
      const explain = (recordId: string, holder: Actor) =>
        context.get(ClientExplanationService).explain(anAdministrator(), { holder, recordId, action: 'read' });
      const bySubstitution = (holds: boolean): unknown =>
        expect.arrayContaining([expect.objectContaining({ rule: 'substitution', holds })]);
      expect(await explain(inside.id, acting)).toMatchObject({ allowed: true, rules: bySubstitution(true) });
      expect(await explain(outside.id, acting)).toMatchObject({ allowed: false, rules: bySubstitution(false) });

      const over = { ...bo.actor, standsInFor: [{ ...standsInFor[0]!, until: oneSecondAgo() }] };
      expect(await listed(over)).toEqual([]);
      await expect(clients().get(over, { clientId: inside.id })).rejects.toThrow('client.not_found');
    });
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

    it('and tells whether its accounts must have a second factor, where that was said', async () => {
      const { id } = await context.manager();
      expect(await resolve(id, 'auditor')).not.toHaveProperty('secondFactorRequired');
      const change = { role: 'auditor', change: { secondFactorRequired: true } } as const;
      expect(await roles().preview(administrator, change)).toMatchObject({ secondFactorRequired: true });
      expect(await roles().change(administrator, change)).toMatchObject({ secondFactorRequired: true, version: 2 });
      expect(await resolve(id, 'auditor')).toMatchObject({ secondFactorRequired: true });
      await roles().change(administrator, { ...change, change: { secondFactorRequired: false } });
      expect(await resolve(id, 'auditor')).not.toHaveProperty('secondFactorRequired');
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
