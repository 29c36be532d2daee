import { aHead, aManager } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { profileReads } from '../../test/read-profile.ts';
import { ClientSectionService } from './client-section.service.ts';

describe(ClientSectionService, () => {
  let context: ClientsContext;
  beforeAll(async () => (context = await startClientsContext()));
  afterAll(() => context.stop());

  const section = (actor: Parameters<ClientSectionService['section']>[0], clientId: string) =>
    context.get(ClientSectionService).section(actor, { clientId });

  it('tells all that this service knows of a client', async () => {
    const owner = await context.manager({ name: 'Яна Цой' });
    const holding = await context.client(owner, { name: 'Холдинг' });
    const client = await context.client(owner, { name: 'Завод', parentId: holding.id });
    await context.client(owner, { name: 'Цех', parentId: client.id });
    const lee = await context.contactPerson(owner, { name: 'Ли', affiliations: [at(client.id)] });
    const boss = await context.contactPerson(owner, { name: 'Ян', affiliations: [at(client.id, { isPrimary: true })] });
    await context.contactPerson(owner, { name: 'Ушёл', affiliations: [at(client.id, { to: '2020-01-01' })] });

    expect(await section(owner.actor, client.id)).toEqual({
      client,
      parent: { id: holding.id, name: 'Холдинг' },
      owner: { id: owner.id, name: 'Яна Цой' },
      contactPersons: [boss, lee],
      counts: { contactPersons: 2, subsidiaries: 1 },
    });
  });

  it('shows the first fifty of very many, the primary one before all, and counts the rest', async () => {
    const owner = await context.manager();
    const { id } = await context.client(owner);
    for (let n = 0; n < 52; n += 1) {
      const name = `Person ${String(n).padStart(2, '0')}`;
      await context.contactPerson(owner, { name, affiliations: [at(id, { isPrimary: n === 51 })] });
    }
    const { contactPersons, counts } = await section(owner.actor, id);
    expect(counts.contactPersons).toBe(52);
    expect(contactPersons).toHaveLength(50);
    expect(contactPersons.slice(0, 2).map(({ name }) => name)).toEqual(['Person 51', 'Person 00']);
  });

  it('counts only the subsidiaries that the reader may see', async () => {
    const [owner, colleague] = [await context.manager(), await context.manager()];
    const holding = await context.client(owner);
    await context.client(colleague, { parentId: holding.id });
    const { counts } = await section(owner.actor, holding.id);
    expect(counts.subsidiaries).toBe(0);
  });

  it('is not there for strangers', async () => {
    const { id } = await context.client(await context.manager());
    await expect(section(aManager(), id)).rejects.toThrow('client.not_found');
    await expect(section(aHead(), id)).rejects.toThrow('client.not_found');
  });

  it('is answered by one read, all of it by index', async () => {
    const owner = await context.manager();
    const holding = await context.client(owner);
    const { id } = await context.client(owner, { parentId: holding.id });
    await context.contactPerson(owner, { affiliations: [at(id)] });
    const reads = await profileReads(context.service.connection, 'clients', () => section(owner.actor, id));
    expect(reads).toHaveLength(1);
    // The client, his parent, his owner, his contact person: a scan would meet all the others too.
    expect(reads[0]!.docsExamined).toBeLessThanOrEqual(4);
  });
});

const at = (clientId: string, facts: { isPrimary?: boolean; to?: string } = {}) => ({
  clientId,
  position: null,
  isPrimary: false,
  from: null,
  to: null,
  ...facts,
});
