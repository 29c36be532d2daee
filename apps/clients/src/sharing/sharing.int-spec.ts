import { type AccessExplanation, type Actor, ClientFilter, type SharingStep } from '@crm/contracts';
import { newId, Transaction } from '@crm/persistence';
import { aHead, aManager, anActor, anAdministrator, aStandIn, fiftyRivals, oneWins } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { loadManyClients } from '../../test/many-clients.ts';
import { profileReads } from '../../test/read-profile.ts';
import { ClientOwnershipRepository } from '../clients/client-ownership.repository.ts';
import type { ClientDocument } from '../clients/client.schema.ts';
import { ClientService } from '../clients/client.service.ts';
import { ClientExplanationService } from './client-explanation.service.ts';
import { SharingService } from './sharing.service.ts';

describe('a client that is shared', () => {
  let context: ClientsContext;
  let owner: Awaited<ReturnType<ClientsContext['manager']>>;
  beforeAll(async () => {
    context = await startClientsContext();
    owner = await context.manager();
  });
  afterAll(() => context.stop());

  const step = (clientId: string, wanted: SharingStep, actor: Actor = owner.actor) =>
    context.get(SharingService).change(actor, { clientId, step: wanted });
  const join = (employeeId: string): SharingStep => ({ step: 'join', employeeId, part: 'Инженер' });
  const seen = (actor: Actor, clientId: string) => context.get(ClientService).get(actor, { clientId });
  const write = (actor: Actor, clientId: string, note = 'seen') =>
    context.get(ClientService).change(actor, { clientId, change: { note } });
  const listed = async (actor: Actor): Promise<string[]> =>
    (await context.get(ClientService).list(actor, ClientFilter.parse({}))).data.map(({ id }) => id);

  it('is read and changed by the team, in lists too, until a member leaves', async () => {
    const [{ id }, kim] = [await context.client(owner), await context.manager()];
    await expect(seen(kim.actor, id)).rejects.toThrow('client.not_found');
    const shared = await step(id, join(kim.id));
    expect(shared).toMatchObject({ id, version: 2, team: [{ employeeId: kim.id, part: 'Инженер' }], grants: [] });
    expect(await listed(kim.actor)).toEqual([id]);
    expect(await write(kim.actor, id)).toMatchObject({ note: 'seen', version: 3 });
    expect(await context.get(SharingService).get(kim.actor, id)).toMatchObject({ version: 3 });
    await step(id, { step: 'leave', employeeId: kim.id });
    await expect(seen(kim.actor, id)).rejects.toThrow('client.not_found');
    await expect(write(kim.actor, id)).rejects.toThrow('client.not_found');
    expect(await listed(kim.actor)).toEqual([]);
  });

  it('is read but not changed by a department it was shown to, and by who heads that', async () => {
    const [{ id }, kim] = [await context.client(owner), await context.manager()];
    const grant = { kind: 'department', id: kim.departmentId } as const;
    await step(id, { step: 'grant', ...grant });
    const head = aHead({ departmentIds: [newId(), kim.departmentId] });
    for (const actor of [kim.actor, head]) {
      expect(await listed(actor)).toEqual([id]);
      await expect(write(actor, id)).rejects.toMatchObject({ code: 'forbidden' });
      const affiliations = [{ clientId: id, position: null, isPrimary: false, from: null, to: null }] as never;
      const person = { name: 'Пётр Ли', affiliations };
      await expect(context.contactPerson({ actor }, person)).rejects.toThrow('forbidden');
    }
    await expect(seen(aManager({ departmentId: newId() }), id)).rejects.toThrow('client.not_found');
    // A colleague of the owner reads what was shown to their department, not what belongs to it.
    await expect(seen(aManager({ departmentId: owner.departmentId }), id)).rejects.toThrow('client.not_found');
    await step(id, { step: 'withdraw', ...grant });
    for (const actor of [kim.actor, head]) await expect(seen(actor, id)).rejects.toThrow('client.not_found');
  });

  it('is read by an employee it was shown to, but not where his role reads no clients', async () => {
    const [{ id }, kim] = [await context.client(owner), await context.manager()];
    await step(id, { step: 'grant', kind: 'employee', id: kim.id });
    expect(await seen(kim.actor, id)).toMatchObject({ id });
    const { scopes } = kim.actor;
    const blind = { ...kim.actor, scopes: { ...scopes, client: { read: 'none', change: 'none' } } } as const;
    await expect(seen(blind, id)).rejects.toThrow('client.not_found');
    expect(await listed(blind)).toEqual([]);
  });

  it('is shared by those to whom it belongs, not by its team and not by readers', async () => {
    const [{ id }, kim, lee] = [await context.client(owner), await context.manager(), await context.manager()];
    await step(id, join(kim.id));
    await expect(step(id, join(lee.id), kim.actor)).rejects.toThrow('forbidden');
    await expect(step(id, join(lee.id), lee.actor)).rejects.toThrow('client.not_found');
    await expect(async () => step(id, join(lee.id), anActor('auditor'))).rejects.toThrow('forbidden');
    const head = aHead({ departmentIds: [owner.departmentId] });
    await expect(step(id, join(lee.id), head)).resolves.toMatchObject({ version: 3 });
  });

  it('is not shared with nobody', async () => {
    const { id } = await context.client(owner);
    const leaver = await context.manager({ status: 'leaving' });
    await expect(step(id, join(newId()))).rejects.toThrow('employee.not_found');
    await expect(step(id, join(leaver.id))).rejects.toThrow('employee.not_active');
    const nowhere = { step: 'grant', kind: 'department', id: newId() } as const;
    await expect(step(id, nowhere)).rejects.toThrow('department.not_found');
  });

  it('is changed by one of fifty steps that were made on the same version', async () => {
    const { id: clientId } = await context.client(owner);
    const sharing = context.get(SharingService);
    const rivalry = await fiftyRivals((index) =>
      sharing.change(owner.actor, {
        clientId,
        expectedVersion: 1,
        step: { step: 'join', employeeId: owner.id, part: `${index}` },
      }),
    );
    expect(rivalry).toEqual(oneWins(await sharing.get(owner.actor, clientId)));
  });

  it('keeps its team and its readers when it is handed over, and the old owner reads it no more', async () => {
    const [leaver, successor, kim] = [await context.manager(), await context.manager(), await context.manager()];
    const [{ id }, { id: plain }] = [await context.client(leaver), await context.client(leaver)];
    await step(id, join(kim.id), leaver.actor);
    const ownerships = context.get(ClientOwnershipRepository);
    await context.get(Transaction).run(async () => {
      const owned = await ownerships.someOf({ employeeId: leaver.id }, 10);
      await ownerships.give(owned, { ownerId: successor.id, departmentId: successor.departmentId }, new Date());
    });
    expect((await listed(successor.actor)).toSorted()).toEqual([id, plain].toSorted());
    expect(await listed(kim.actor)).toEqual([id]);
    expect(await listed(leaver.actor)).toEqual([]);
    expect(await listed(aHead({ departmentIds: [leaver.departmentId] }))).toEqual([]);
  });

  describe('is explained', () => {
    interface Asked {
      readonly holder?: Actor;
      readonly action?: 'read' | 'change';
      readonly asker?: Actor;
    }
    const explain = (recordId: string, { holder = owner.actor, action = 'read', asker = anAdministrator() }: Asked) =>
      context.get(ClientExplanationService).explain(asker, { holder, recordId, action });
    const rulesThatHold = ({ rules }: AccessExplanation) => rules.flatMap(({ rule, holds }) => (holds ? [rule] : []));

    it('by the rules that let somebody read and change him', async () => {
      const [{ id }, kim, lee] = [await context.client(owner), await context.manager(), await context.manager()];
      await step(id, join(kim.id));
      await step(id, { step: 'grant', kind: 'department', id: lee.departmentId });
      const head = aHead({ departmentIds: [newId(), owner.departmentId] });
      const table: readonly [Actor, readonly ['read' | 'change', boolean, readonly string[]][]][] = [
        [
          owner.actor,
          [
            ['read', true, ['role', 'owner', 'department']],
            ['change', true, ['role', 'permission', 'owner', 'department']],
          ],
        ],
        [
          kim.actor,
          [
            ['read', true, ['role', 'team']],
            ['change', true, ['role', 'permission', 'team']],
          ],
        ],
        [
          lee.actor,
          [
            ['read', true, ['role', 'grant']],
            ['change', false, ['role', 'permission']],
          ],
        ],
        [head, [['read', true, ['role', 'subtree']]]],
        [aManager(), [['read', false, ['role']]]],
        [
          anActor('auditor'),
          [
            ['read', true, ['role']],
            ['change', false, []],
          ],
        ],
      ];
      for (const [holder, expected] of table) {
        for (const [action, allowed, rules] of expected) {
          const explanation = await explain(id, { holder, action });
          expect({ allowed: explanation.allowed, rules: rulesThatHold(explanation) }).toEqual({ allowed, rules });
          const attempt = action === 'read' ? seen(holder, id) : Promise.resolve().then(() => write(holder, id));
          expect((await Promise.allSettled([attempt]))[0].status).toBe(allowed ? 'fulfilled' : 'rejected');
        }
      }
    });

    it('to those whose people they are, and of clients that they see themselves', async () => {
      const { id } = await context.client(owner);
      const [head, stranger] = [aHead({ departmentIds: [owner.departmentId] }), aHead()];
      expect(await explain(id, { asker: head })).toMatchObject({ allowed: true });
      expect(await explain(id, { asker: anActor('auditor') })).toMatchObject({ allowed: true });
      for (const asker of [stranger, owner.actor, anActor('marketer')]) {
        await expect(explain(id, { asker })).rejects.toThrow('forbidden');
      }
      const own = { ...stranger, employeeId: newId() };
      await expect(explain(id, { holder: own, asker: stranger })).rejects.toThrow('client.not_found');
    });
  });

  describe('among many', () => {
    let crowd: Awaited<ReturnType<typeof loadManyClients>>;
    beforeAll(async () => {
      crowd = await loadManyClients(context, 1500);
      const ids = [...crowd.sortNames.keys()].slice(0, 40);
      const { id: employeeId, departmentId } = crowd.managers[0]!;
      for (const [index, id] of ids.entries()) {
        const grant = { kind: 'department', id: departmentId } as const;
        await step(id, index % 2 ? join(employeeId) : { step: 'grant', ...grant }, anAdministrator());
      }
    });

    const others = Array.from({ length: 300 }, newId);
    const department = (actor: Actor): Actor => ({
      ...actor,
      scopes: { ...actor.scopes, client: { read: 'department', change: 'own' } },
    });
    const readers = () => ({
      own: crowd.managers[0]!.actor,
      'own, in the place of two colleagues': {
        ...crowd.managers[0]!.actor,
        standsInFor: [1, 2].map((n) => aStandIn(crowd.managers[n]!.id)),
      },
      'own, in the place of a colleague for some sectors': {
        ...crowd.managers[0]!.actor,
        standsInFor: [aStandIn(crowd.managers[1]!.id, { sectorIds: [crowd.sectorId, crowd.rareSectorId] })],
      },
      department: department(crowd.managers[0]!.actor),
      'a few departments': aHead({ departmentIds: crowd.departmentIds.slice(0, 3) }),
      'half of all departments, among 90': aHead({
        departmentIds: [...crowd.departmentIds.slice(0, 10), ...others.slice(0, 80)],
      }),
      'half of all departments, among 300': aHead({ departmentIds: [...crowd.departmentIds.slice(0, 10), ...others] }),
      all: anAdministrator(),
    });
    type Who = keyof ReturnType<typeof readers>;
    const cases: readonly [Who, 'name' | '-updatedAt'][] = (
      [
        'own',
        'own, in the place of two colleagues',
        'own, in the place of a colleague for some sectors',
        'department',
        'a few departments',
        'half of all departments, among 90',
        'half of all departments, among 300',
        'all',
      ] as const
    ).flatMap((who) => [[who, 'name'] as const, [who, '-updatedAt'] as const]);

    it.each(cases)('is listed from an index in order for who reads %s, by %s', async (who, sort) => {
      const actor = readers()[who];
      const request = ClientFilter.parse({ sort, limit: 20 });
      const list = (cursor?: string) => context.get(ClientService).list(actor, { ...request, cursor });
      const first = await list();
      expect(first.data).toHaveLength(20);
      const reads = await profileReads(context.service.connection, 'clients', async () => {
        await list();
        await list(first.page.nextCursor ?? undefined);
      });
      for (const read of reads) {
        expect(read).toMatchObject({ planSummary: expect.stringMatching(/^IXSCAN/), hasSortStage: false });
        expect(read.docsExamined).toBeLessThanOrEqual(100);
      }
    });

    it('names each reader once, whoever reads him by whatever', async () => {
      const [found] = await context
        .model<ClientDocument>('Client')
        .find({ 'team.employeeId': crowd.managers[0]!.id })
        .lean<ClientDocument[]>();
      const readersOfFound = found!.readers.map(String);
      expect(new Set(readersOfFound).size).toBe(readersOfFound.length);
      const all = await listed(crowd.managers[0]!.actor);
      expect(new Set(all).size).toBe(all.length);
    });
  });
});
