import {
  type Actor,
  Affiliation,
  type Client,
  ClientRow,
  type ContactPersonChange,
  ContactPersonRow,
} from '@crm/contracts';
import { aManager, anAdministrator, fiftyRivals, oneWins } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { ClientLoadService } from '../clients/client-load.service.ts';
import { ContactPersonLoadService } from './contact-person-load.service.ts';
import { ContactPersonService } from './contact-person.service.ts';

type Owner = Awaited<ReturnType<ClientsContext['manager']>>;

const at = ({ id }: Pick<Client, 'id'>, facts: Partial<Affiliation> = {}): Affiliation =>
  Affiliation.parse({ clientId: id, ...facts });

describe(ContactPersonService, () => {
  let context: ClientsContext;
  let persons: ContactPersonService;
  let owner: Owner;
  let stranger: Owner;
  beforeAll(async () => {
    context = await startClientsContext();
    persons = context.get(ContactPersonService);
    [owner, stranger] = [await context.manager(), await context.manager()];
  });
  afterAll(() => context.stop());

  const get = (actor: Actor, contactPersonId: string) => persons.get(actor, { contactPersonId });
  const change = (actor: Actor, contactPersonId: string, given: ContactPersonChange & { expectedVersion?: number }) => {
    const { expectedVersion, ...change } = given;
    return persons.change(actor, { contactPersonId, expectedVersion, change });
  };
  const listed = async (actor: Actor, clientId: string) => {
    const { data } = await persons.list(actor, { clientId, limit: 50 });
    return data.map(({ name }) => name);
  };
  const isPrimaryAt = async (contactPersonId: string, { id }: Client): Promise<boolean> => {
    const { affiliations } = await get(anAdministrator(), contactPersonId);
    return affiliations.some(({ clientId, isPrimary }) => clientId === id && isPrimary);
  };

  it('belongs to several clients, with all that was entered', async () => {
    const [one, other] = [await context.client(owner), await context.client(owner)];
    const entered = {
      name: 'Ким Анна',
      phones: ['+7 999 123-45-67'],
      emails: ['kim@example.org'],
      birthday: '1990-02-28',
      note: 'Любит чай',
      affiliations: [at(one, { position: 'CEO', from: '2020-01-01' }), at(other, { isPrimary: true })],
    };
    const person = await context.contactPerson(owner, entered);
    expect(person).toMatchObject({ ...entered, version: 1 });
    expect(await get(owner.actor, person.id)).toEqual(person);
  });

  it('is seen through a present client only', async () => {
    const [mine, theirs] = [await context.client(owner), await context.client(stranger)];
    const person = await context.contactPerson(owner, { affiliations: [at(mine)] });
    await expect(get(stranger.actor, person.id)).rejects.toThrow('contact_person.not_found');

    await change(anAdministrator(), person.id, { affiliations: [at(mine, { to: '2026-11-23' }), at(theirs)] });
    await expect(get(stranger.actor, person.id)).resolves.toMatchObject({ id: person.id });
    await expect(get(owner.actor, person.id)).rejects.toThrow('contact_person.not_found');
  });

  it('is created at a client whom the actor sees, once', async () => {
    const [mine, theirs] = [await context.client(owner), await context.client(stranger)];
    await expect(context.contactPerson(owner, { affiliations: [at(theirs)] })).rejects.toThrow('client.not_found');
    await expect(context.contactPerson(owner, { affiliations: [at(mine), at(mine)] })).rejects.toThrow(
      'contact_person.affiliation_repeated',
    );
    const auditor: Actor = anAdministrator({ role: 'auditor' });
    await expect(async () => context.contactPerson({ actor: auditor }, { affiliations: [at(mine)] })).rejects.toThrow(
      'forbidden',
    );
  });

  it('is changed by who sees him, but not at clients of others', async () => {
    const [mine, theirs] = [await context.client(owner), await context.client(stranger)];
    const both = [at(mine), at(theirs, { position: 'CEO' })];
    const { id } = await context.contactPerson({ actor: anAdministrator() }, { affiliations: both });
    const promoted = [at(mine, { position: 'CFO' }), at(theirs, { position: 'CEO' })];
    await expect(change(owner.actor, id, { affiliations: promoted })).resolves.toMatchObject({
      affiliations: promoted,
    });
    await expect(change(owner.actor, id, { affiliations: [at(mine)] })).rejects.toThrow('client.not_found');
    await expect(change(aManager(), id, { note: 'mine' })).rejects.toThrow('contact_person.not_found');
  });

  it('changes what is named and nothing else, on the version that was seen', async () => {
    const client = await context.client(owner);
    const person = await context.contactPerson(owner, { affiliations: [at(client, { isPrimary: true })] });
    context.clock.advance(1000);
    const updatedAt = context.clock.now().toISOString();
    const changed = await change(owner.actor, person.id, { name: 'Ёжиков', expectedVersion: 1 });
    expect(changed).toEqual({ ...person, name: 'Ёжиков', version: 2, updatedAt });
    await expect(change(owner.actor, person.id, { name: 'Другой', expectedVersion: 1 })).rejects.toThrow(
      'version_conflict',
    );
  });

  it('lets one of fifty changes win that were made on the same version, and shows the others its outcome', async () => {
    const { id } = await context.contactPerson(owner, { affiliations: [at(await context.client(owner))] });
    const attempt = (index: number) => change(owner.actor, id, { note: `${index}`, expectedVersion: 1 });
    const rivalry = await fiftyRivals(attempt);
    expect(rivalry).toEqual(oneWins(await get(owner.actor, id)));
  });

  it('leaves one primary person to a client', async () => {
    const client = await context.client(owner);
    const first = await context.contactPerson(owner, { affiliations: [at(client, { isPrimary: true })] });
    const second = await context.contactPerson(owner, { affiliations: [at(client, { isPrimary: true })] });
    expect([await isPrimaryAt(first.id, client), await isPrimaryAt(second.id, client)]).toEqual([false, true]);

    await change(owner.actor, first.id, { affiliations: [at(client, { isPrimary: true })] });
    expect([await isPrimaryAt(first.id, client), await isPrimaryAt(second.id, client)]).toEqual([true, false]);
    await expect(get(owner.actor, second.id)).resolves.toMatchObject({ version: 2 });
  });

  it('leaves one primary person also when several are made it at the same moment', async () => {
    const client = await context.client(owner);
    const making = Array.from({ length: 5 }, () =>
      context.contactPerson(owner, { affiliations: [at(client, { isPrimary: true })] }),
    );
    const made = await Promise.all(making);
    const primary = await Promise.all(made.map(({ id }) => isPrimaryAt(id, client)));
    expect(primary.filter(Boolean)).toHaveLength(1);
  });

  it('is listed at his clients until the day he leaves', async () => {
    const client = await context.client(owner);
    await context.contactPerson(owner, { name: 'Яна', affiliations: [at(client)] });
    await context.contactPerson(owner, { name: 'Анна', affiliations: [at(client, { to: '2026-11-24' })] });
    await context.contactPerson(owner, { name: 'Олег', affiliations: [at(client, { to: '2026-11-23' })] });
    expect(await listed(owner.actor, client.id)).toEqual(['Анна', 'Яна']);
    await expect(listed(stranger.actor, client.id)).rejects.toThrow('client.not_found');
  });

  it('is loaded in bulk by external keys, once', async () => {
    const client = (name: string) =>
      ClientRow.parse({ externalId: name, kind: 'organisation', name, ownerId: owner.id });
    const clientRows = { rows: [client('acme'), client('globex')] };
    const loadedClients = await context.get(ClientLoadService).load(anAdministrator(), clientRows);
    const row = (externalId: string) =>
      ContactPersonRow.parse({
        externalId,
        name: externalId,
        affiliations: [{ clientExternalId: 'acme', isPrimary: true }, { clientExternalId: 'globex' }],
      });
    const load = () =>
      context.get(ContactPersonLoadService).load(anAdministrator(), { rows: [row('kim'), row('lee')] });
    const first = await load();
    const second = await load();

    expect(second.rows).toEqual(first.rows.map((loaded) => ({ ...loaded, outcome: 'kept' })));
    const [acme] = loadedClients.rows;
    expect(await listed(owner.actor, acme!.id)).toEqual(['kim', 'lee']);
    const { data } = await persons.list(owner.actor, { clientId: acme!.id, limit: 50 });
    expect(data.map(({ affiliations }) => affiliations[0]!.isPrimary)).toEqual([false, true]);
  });
});
