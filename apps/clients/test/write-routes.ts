import { Affiliation, ClientRow, ContactPersonRow } from '@crm/contracts';
import { AuditJournal } from '@crm/audit';
import { newId, toObjectId } from '@crm/persistence';
import { agreed, anAdministrator, type WriteRoute } from '@crm/testing';
import { ClassifierService } from '../src/classifiers/classifier.service.ts';
import { ClientLoadService } from '../src/clients/client-load.service.ts';
import type { ClientDocument } from '../src/clients/client.schema.ts';
import { ClientService } from '../src/clients/client.service.ts';
import { ContactPersonLoadService } from '../src/contact-persons/contact-person-load.service.ts';
import type { ContactPersonDocument } from '../src/contact-persons/contact-person.schema.ts';
import { ContactPersonService } from '../src/contact-persons/contact-person.service.ts';
import { SharingService } from '../src/sharing/sharing.service.ts';
import type { ClientsContext } from './clients-context.ts';

const ROWS = 5;
const administrator = anAdministrator();

export type Person = Awaited<ReturnType<ClientsContext['manager']>>;

/** Every command of the clients service by which something changes, apart from staff and hand-overs. */
export const writeRoutes = (context: ClientsContext, owner: Person): WriteRoute[] => [
  ...clients(context, owner),
  ...contactPersons(context, owner),
  ...loads(context, owner),
  eraseFromAudit(context, owner),
];

const eraseFromAudit = (context: ClientsContext, owner: Person): WriteRoute => ({
  name: 'erase from the audit',
  target: async () => (await context.client(owner)).id,
  write: (recordId) => context.get(AuditJournal).erase(administrator, recordId),
  effects: (recordId) =>
    context.model('AuditEntry').countDocuments({ recordId: toObjectId(recordId), action: 'erased' }),
});

const aMark = async (): Promise<string> => newId();

function clients(context: ClientsContext, owner: Person): WriteRoute[] {
  const model = context.model<ClientDocument>('Client');
  return [
    {
      name: 'create a client',
      target: aMark,
      write: (name) => context.client(owner, { name }),
      effects: (name) => model.countDocuments({ name }),
    },
    {
      name: 'change a client',
      perTarget: 4,
      target: async () => (await context.client(owner)).id,
      write: (clientId) => context.get(ClientService).change(owner.actor, { clientId, change: { name: newId() } }),
      effects: async (clientId) => (await model.findById(clientId).orFail().lean()).version - 1,
    },
    {
      name: 'share a client',
      perTarget: 4,
      target: async () => (await context.client(owner)).id,
      // Each time another part, so that each changes something.
      write: (clientId) =>
        context
          .get(SharingService)
          .change(owner.actor, { clientId, step: { step: 'join', employeeId: owner.id, part: newId() } }),
      effects: async (clientId) => (await model.findById(clientId).orFail().lean()).version - 1,
    },
  ];
}

function contactPersons(context: ClientsContext, owner: Person): WriteRoute[] {
  const model = context.model<ContactPersonDocument>('ContactPerson');
  const service = context.get(ContactPersonService);
  const at = (clientId: string, isPrimary: boolean) => [Affiliation.parse({ clientId, isPrimary })];
  return [
    {
      // Each new one takes the place of the client's primary contact person, so those of one client collide.
      name: 'create a primary contact person',
      perTarget: 4,
      target: async () => (await context.client(owner)).id,
      write: (clientId) => context.contactPerson(owner, { affiliations: at(clientId, true) }),
      async effects(clientId) {
        const places = await model.find({ 'affiliations.clientId': clientId }).lean();
        const primary = places.filter(({ primaryOf }) => primaryOf.length > 0);
        return agreed(places.length, places.length === 0 ? primary.length : primary.length + places.length - 1);
      },
    },
    {
      name: 'change a contact person',
      perTarget: 4,
      target: async () => {
        const { id } = await context.client(owner);
        return (await context.contactPerson(owner, { affiliations: at(id, false) })).id;
      },
      write: (contactPersonId) => service.change(owner.actor, { contactPersonId, change: { name: newId() } }),
      effects: async (contactPersonId) => (await model.findById(contactPersonId).orFail().lean()).version - 1,
    },
  ];
}

function loads(context: ClientsContext, owner: Person): WriteRoute[] {
  const clientRows = (mark: string) =>
    Array.from({ length: ROWS }, (_, n) =>
      ClientRow.parse({ kind: 'person', name: mark, ownerId: owner.id, externalId: `${mark}-${n}` }),
    );
  const loadClients = (mark: string) => context.get(ClientLoadService).load(administrator, { rows: clientRows(mark) });
  const personRows = (mark: string) =>
    Array.from({ length: ROWS }, (_, n) => {
      const affiliations = [{ clientExternalId: `${mark}-${n}` }];
      return ContactPersonRow.parse({ name: mark, externalId: `${mark}-${n}`, affiliations });
    });
  const value = (code: string) => ({ code, name: { ru: code, en: code } });
  return [
    {
      name: 'load clients',
      target: aMark,
      write: loadClients,
      effects: async (name) => (await context.model('Client').countDocuments({ name })) / ROWS,
    },
    {
      name: 'load contact persons',
      async target() {
        const mark = newId();
        await loadClients(mark);
        return mark;
      },
      write: (mark) => context.get(ContactPersonLoadService).load(administrator, { rows: personRows(mark) }),
      effects: async (name) => (await context.model('ContactPerson').countDocuments({ name })) / ROWS,
    },
    {
      name: 'load staff',
      target: aMark,
      write: (key) =>
        context.staff({
          departments: [{ externalId: key }],
          employees: [{ externalId: key, departmentExternalId: key }],
        }),
      effects: async (externalId) =>
        agreed(
          await context.model('Department').countDocuments({ externalId }),
          await context.model('Employee').countDocuments({ externalId }),
        ),
    },
    {
      name: 'add to a classifier',
      target: aMark,
      write: (code) =>
        context.get(ClassifierService).ensure(administrator, { classifier: 'source', values: [value(code)] }),
      effects: (code) => context.model('ClassifierValue').countDocuments({ code }),
    },
  ];
}
