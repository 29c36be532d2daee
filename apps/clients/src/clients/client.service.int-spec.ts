import type { Actor, ClientChange } from '@crm/contracts';
import { Transaction } from '@crm/persistence';
import { aHead, aManager, anAdministrator, fiftyRivals, oneWins } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { ClassifierService } from '../classifiers/classifier.service.ts';
import { EmployeeRepository } from '../employees/employee.repository.ts';
import { ClientService } from './client.service.ts';

describe(ClientService, () => {
  let context: ClientsContext;
  let clients: ClientService;
  beforeAll(async () => {
    context = await startClientsContext();
    clients = context.get(ClientService);
  });
  afterAll(() => context.stop());

  const valueId = async (classifier: 'sector' | 'region' | 'source', code: string): Promise<string> => {
    const { data } = await context.get(ClassifierService).list({ classifier });
    return data.find((value) => value.code === code)!.id;
  };
  const change = (actor: Actor, clientId: string, given: ClientChange & { expectedVersion?: number }) => {
    const { expectedVersion, ...change } = given;
    return clients.change(actor, { clientId, expectedVersion, change });
  };

  it('gives a new client to who creates it, and keeps all that was entered', async () => {
    const manager = await context.manager();
    const entered = {
      kind: 'organisation' as const,
      name: 'ООО «Ёлка»',
      lifecycleStatus: 'customer' as const,
      sectorId: await valueId('sector', 'retail'),
      regionId: await valueId('region', 'ru'),
      sourceId: await valueId('source', 'exhibition'),
      phones: ['+7 495 123-45-67'],
      emails: ['info@example.org'],
      website: 'https://example.org',
      address: 'Москва',
      note: 'VIP',
      organisation: { taxId: '7701234567', foundedIn: 1999, employeeCount: 12, annualRevenueMillions: '1200.5' },
    };
    const client = await context.client(manager, entered);
    expect(client).toMatchObject({ ...entered, ownerId: manager.id, departmentId: manager.departmentId, version: 1 });
    expect(await clients.get(manager.actor, { clientId: client.id })).toEqual(client);
  });

  it('gives it to the named employee, unless he leaves', async () => {
    const [manager, colleague] = [await context.manager(), await context.manager()];
    const given = await context.client(manager, { ownerId: colleague.id });
    expect(given).toMatchObject({ ownerId: colleague.id, departmentId: colleague.departmentId });

    const leave = () => context.get(EmployeeRepository).setStatus(colleague.id, 'leaving', new Date());
    await context.get(Transaction).run(leave);
    await expect(context.client(manager, { ownerId: colleague.id })).rejects.toThrow('employee.not_active');
    await expect(context.client(manager, { ownerId: 'a'.repeat(24) })).rejects.toThrow('employee.not_found');
  });

  it('refuses values that the classifier does not offer', async () => {
    const manager = await context.manager();
    const region = await valueId('region', 'ru');
    await expect(context.client(manager, { sectorId: region })).rejects.toThrow('classifier.value_unknown');
    await context.change(() =>
      context.model('ClassifierValue').updateOne({ code: 'cold-call' }, { archived: true }).exec(),
    );
    const archived = await valueId('source', 'cold-call');
    await expect(context.client(manager, { sourceId: archived })).rejects.toThrow('classifier.value_archived');
  });

  it('shows a client to those whose scope reaches him, and to nobody else', async () => {
    const owner = await context.manager();
    const { id: clientId } = await context.client(owner);
    const head = aHead({ departmentIds: [owner.departmentId] });
    for (const actor of [owner.actor, head, anAdministrator()]) {
      await expect(clients.get(actor, { clientId })).resolves.toMatchObject({ id: clientId });
    }
    for (const stranger of [aManager(), aHead()]) {
      await expect(clients.get(stranger, { clientId })).rejects.toThrow('client.not_found');
      await expect(change(stranger, clientId, { note: 'mine' })).rejects.toThrow('client.not_found');
    }
  });

  it('is not written by those who only read', async () => {
    const auditor: Actor = anAdministrator({ role: 'auditor' });
    await expect(async () => context.client({ actor: auditor })).rejects.toThrow('forbidden');
  });

  it('changes what is named and nothing else', async () => {
    const manager = await context.manager();
    const client = await context.client(manager, { note: 'VIP', organisation: { foundedIn: 1999 } });
    context.clock.advance(1000);
    const changed = await change(manager.actor, client.id, {
      name: 'АО «Лютик»',
      organisation: { annualRevenueMillions: '7.25' },
    });
    expect(changed).toEqual({
      ...client,
      name: 'АО «Лютик»',
      organisation: { annualRevenueMillions: '7.25' },
      version: 2,
      updatedAt: context.clock.now().toISOString(),
    });
    const found = await clients.list(manager.actor, { limit: 10, sort: 'name', search: 'люти' });
    expect(found.data).toHaveLength(1);
  });

  it('lets one of fifty changes win that were made on the same version, and shows the others its outcome', async () => {
    const manager = await context.manager();
    const { id: clientId, version } = await context.client(manager);
    const attempt = (index: number) => change(manager.actor, clientId, { note: `${index}`, expectedVersion: version });
    const rivalry = await fiftyRivals(attempt);
    expect(rivalry).toEqual(oneWins(await clients.get(manager.actor, { clientId })));
  });

  describe('a parent', () => {
    it('is an organisation above an organisation', async () => {
      const manager = await context.manager();
      const holding = await context.client(manager);
      const person = await context.client(manager, { kind: 'person', name: 'Анна Ким' });
      const subsidiary = await context.client(manager, { parentId: holding.id });
      expect(subsidiary.parentId).toBe(holding.id);
      await expect(context.client(manager, { parentId: person.id })).rejects.toThrow('client.parent_not_organisation');
      await expect(context.client(manager, { parentId: 'a'.repeat(24) })).rejects.toThrow('client.parent_not_found');
      await expect(change(manager.actor, person.id, { parentId: holding.id })).rejects.toThrow(
        'client.parent_not_organisation',
      );
    });

    it('is never below its subsidiary, and can be left', async () => {
      const manager = await context.manager();
      const top = await context.client(manager);
      const middle = await context.client(manager, { parentId: top.id });
      const bottom = await context.client(manager, { parentId: middle.id });
      await expect(change(manager.actor, top.id, { parentId: bottom.id })).rejects.toThrow('client.parent_cycle');
      await expect(change(manager.actor, top.id, { parentId: top.id })).rejects.toThrow('client.parent_cycle');
      await expect(change(manager.actor, middle.id, { parentId: null })).resolves.toMatchObject({ parentId: null });
    });

    it('closes no circle when several are chosen at the same moment', async () => {
      const manager = await context.manager();
      for (let round = 0; round < 5; round += 1) {
        const [a, b, c] = [await context.client(manager), await context.client(manager), await context.client(manager)];
        await change(manager.actor, b.id, { parentId: c.id });
        const outcomes = await Promise.allSettled([
          change(manager.actor, a.id, { parentId: b.id }),
          change(manager.actor, c.id, { parentId: a.id }),
        ]);
        expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      }
    });
  });

  it('tells the name of any client to who sees a record of him', async () => {
    const { id } = await context.client(await context.manager(), { name: 'Ромашка' });
    expect(await clients.name({ ids: [id] })).toEqual({ data: [{ id, name: 'Ромашка' }] });
  });
});
