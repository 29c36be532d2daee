import { type Actor, type ClientChange, ClientSection } from '@crm/contracts';
import { aHead, aManager, aStandIn, eventually } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { profileReads } from '../../test/read-profile.ts';
import { ClientService } from '../clients/client.service.ts';
import { ContactPersonService } from '../contact-persons/contact-person.service.ts';
import { ClientSectionService } from './client-section.service.ts';
import { ClientSectionSource } from './client-section.source.ts';

describe(ClientSectionService, () => {
  let context: ClientsContext;
  beforeAll(async () => (context = await startClientsContext()));
  afterAll(() => context.stop());

  const section = async (actor: Actor, clientId: string) => {
    const { json } = await context.get(ClientSectionService).of(actor, clientId);
    return ClientSection.parse(JSON.parse(json.toString()));
  };

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

  it('concerns the parent and the subsidiaries of a client, whose cards name or count him', async () => {
    const owner = await context.manager();
    const holding = await context.client(owner);
    const client = await context.client(owner, { parentId: holding.id });
    const shops = [
      await context.client(owner, { parentId: client.id }),
      await context.client(owner, { parentId: client.id }),
    ];
    const concerned = await context.get(ClientSectionSource).concernedBy([client.id]);
    expect(concerned.toSorted()).toEqual([holding, client, ...shops].map(({ id }) => id).toSorted());
  });

  it('is not there for strangers', async () => {
    const { id } = await context.client(await context.manager());
    await expect(section(aManager(), id)).rejects.toThrow('client.not_found');
    await expect(section(aHead(), id)).rejects.toThrow('client.not_found');
  });

  it('is seen in the place of an absent owner, of some sectors alone where it is for these', async () => {
    const sectorId = await context.sector();
    const al = await context.manager();
    const [inside, outside] = [await context.client(al, { sectorId }), await context.client(al)];
    const acting = aManager({ standsInFor: [aStandIn(al.id, { sectorIds: [sectorId] })] });
    expect((await section(acting, inside.id)).client.id).toBe(inside.id);
    await expect(section(acting, outside.id)).rejects.toThrow('client.not_found');
    const until = new Date(Date.now() - 1_000).toISOString();
    const over = aManager({ standsInFor: [aStandIn(al.id, { sectorIds: [sectorId], until })] });
    await expect(section(over, inside.id)).rejects.toThrow('client.not_found');
  });

  it('is there for who stands in for the owner with clients of this sector, and for the time of that alone', async () => {
    const owner = await context.manager();
    const sectorId = await context.sector();
    const [ofSector, other] = [await context.client(owner, { sectorId }), await context.client(owner)];
    const [from, until] = ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z'];
    const standIn = { employeeId: owner.id, name: 'Яна', sectorIds: [sectorId], from, until };
    const substitute = aManager({ standsInFor: [standIn] });
    expect(await section(substitute, ofSector.id)).toMatchObject({ client: { id: ofSector.id } });
    await expect(section(substitute, other.id)).rejects.toThrow('client.not_found');
    const later = aManager({ standsInFor: [{ ...standIn, until: '2020-01-02T00:00:00Z' }] });
    await expect(section(later, ofSector.id)).rejects.toThrow('client.not_found');
  });

  it('is built by one read, all of it by index, and answered from what is kept', async () => {
    const owner = await context.manager();
    const { id } = await context.client(owner);
    await context.contactPerson(owner, { affiliations: [at(id)] });
    const readsOf = (collection: string) =>
      profileReads(context.service.connection, collection, () => section(owner.actor, id));
    const reads = await readsOf('clients');
    expect(reads).toHaveLength(1);
    // The client and his contact person: a scan would meet all the others too.
    expect(reads[0]!.docsExamined).toBeLessThanOrEqual(2);
    expect(await readsOf('clients')).toEqual([]);
    expect(await readsOf('card-sections')).toEqual([expect.objectContaining({ docsExamined: 1 })]);
  });

  it('counts the subsidiaries anew when one comes, goes or moves, and knows the new name of the parent', async () => {
    const owner = await context.manager();
    const [holding, other] = [await context.client(owner), await context.client(owner)];
    const counts = async () => {
      const sections = [await section(owner.actor, holding.id), await section(owner.actor, other.id)];
      return sections.map((one) => one.counts.subsidiaries);
    };
    expect(await counts()).toEqual([0, 0]);
    const { id } = await context.client(owner, { parentId: holding.id });
    expect(await counts()).toEqual([1, 0]);
    const change = (clientId: string, given: ClientChange) =>
      context.get(ClientService).change(owner.actor, { clientId, expectedVersion: undefined, change: given });
    await change(id, { parentId: other.id });
    expect(await counts()).toEqual([0, 1]);
    await change(other.id, { name: 'Новое имя' });
    expect((await section(owner.actor, id)).parent).toEqual({ id: other.id, name: 'Новое имя' });
    await change(id, { parentId: null });
    expect(await counts()).toEqual([0, 0]);
  });

  it('shows contact persons by the day of the reader, whatever the day of whoever asked before', async () => {
    const owner = await context.manager();
    const { id } = await context.client(owner);
    context.clock.set('2026-11-10T11:00:00.000Z');
    await context.contactPerson(owner, { affiliations: [at(id, { to: '2026-11-12' })] });
    const personsFor = async (timeZone: string) =>
      (await section({ ...owner.actor, timeZone }, id)).counts.contactPersons;
    expect([await personsFor('Asia/Kamchatka'), await personsFor('Europe/Kaliningrad')]).toEqual([1, 1]);
    context.clock.set('2026-11-12T20:00:00.000Z');
    expect([await personsFor('Asia/Kamchatka'), await personsFor('Europe/Kaliningrad')]).toEqual([0, 1]);
    context.clock.set('2026-11-14T13:00:00.000Z');
    expect([await personsFor('Asia/Kamchatka'), await personsFor('Europe/Kaliningrad')]).toEqual([0, 0]);
    const kept = { _id: id, 'built.facts.lastDay': null };
    await eventually(async () => expect(await context.model('CardSection').countDocuments(kept)).toBe(1));
  });

  it('leaves the card of a client whom a contact person has left', async () => {
    const owner = await context.manager();
    const [first, second] = [await context.client(owner), await context.client(owner)];
    const { id } = await context.contactPerson(owner, { affiliations: [at(first.id)] });
    const persons = async () => {
      const sections = [await section(owner.actor, first.id), await section(owner.actor, second.id)];
      return sections.map(({ contactPersons }) => contactPersons.length);
    };
    expect(await persons()).toEqual([1, 0]);
    const change = { affiliations: [at(second.id)] };
    const request = { contactPersonId: id, expectedVersion: undefined, change };
    await context.get(ContactPersonService).change(owner.actor, request);
    expect(await persons()).toEqual([0, 1]);
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
