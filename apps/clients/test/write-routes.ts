import { Affiliation, ClientRow, ContactPersonRow, NewAbsence, NewDepartment, NewEmployee } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { trusted } from 'mongoose';
import { agreed, anAdministrator, type WriteRoute } from '@crm/testing';
import type { AbsenceDocument } from '../src/absences/absence.schema.ts';
import { AbsenceService } from '../src/absences/absence.service.ts';
import { ClassifierService } from '../src/classifiers/classifier.service.ts';
import { ClientLoadService } from '../src/clients/client-load.service.ts';
import type { ClientDocument } from '../src/clients/client.schema.ts';
import { ClientService } from '../src/clients/client.service.ts';
import { ContactPersonLoadService } from '../src/contact-persons/contact-person-load.service.ts';
import type { ContactPersonDocument } from '../src/contact-persons/contact-person.schema.ts';
import { ContactPersonService } from '../src/contact-persons/contact-person.service.ts';
import type { DepartmentDocument } from '../src/departments/department.schema.ts';
import { DepartmentService } from '../src/departments/department.service.ts';
import type { EmployeeDocument } from '../src/employees/employee.schema.ts';
import { EmployeeService } from '../src/employees/employee.service.ts';
import type { MembershipDocument } from '../src/employees/membership.schema.ts';
import type { ClientsContext } from './clients-context.ts';

const ROWS = 5;
const administrator = anAdministrator();

export type Person = Awaited<ReturnType<ClientsContext['manager']>>;

/** Every command of the clients service by which something changes, apart from hand-overs. */
export const writeRoutes = (context: ClientsContext, owner: Person): WriteRoute[] => [
  ...clients(context, owner),
  ...contactPersons(context, owner),
  ...departments(context),
  ...employees(context, owner),
  ...absences(context),
  ...loads(context, owner),
];

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

function departments(context: ClientsContext): WriteRoute[] {
  const model = context.model<DepartmentDocument>('Department');
  const service = context.get(DepartmentService);
  const create = (name: string) => service.create(administrator, NewDepartment.parse({ name }));
  return [
    {
      name: 'create a department',
      target: aMark,
      write: create,
      effects: (name) => model.countDocuments({ name }),
    },
    {
      // Each moves what is below as well, so those of one department collide.
      name: 'move a department',
      perTarget: 4,
      async target() {
        const { id } = await create(newId());
        await service.create(administrator, NewDepartment.parse({ name: newId(), parentId: id }));
        return id;
      },
      async write(departmentId) {
        const { id: parentId } = await create(newId());
        return service.change(administrator, { departmentId, change: { parentId } });
      },
      async effects(departmentId) {
        const moved = await model.findById(departmentId).orFail().lean();
        const below = await model.findOne({ parentId: departmentId }).orFail().lean();
        const expected = [...moved.ancestorIds, moved._id].map(String);
        return agreed(
          moved.version - 1,
          below.ancestorIds.map(String).join() === expected.join() ? moved.version - 1 : -1,
        );
      },
    },
    {
      name: 'delete a department',
      target: async () => (await create(newId())).id,
      write: (departmentId) => service.remove(administrator, { departmentId }),
      effects: async (_id) => 1 - (await model.countDocuments({ _id })),
    },
  ];
}

function employees(context: ClientsContext, { departmentId }: Person): WriteRoute[] {
  const model = context.model<EmployeeDocument>('Employee');
  const memberships = context.model<MembershipDocument>('Membership');
  const service = context.get(EmployeeService);
  const create = (name: string) => service.create(administrator, NewEmployee.parse({ name, departmentId }));
  return [
    {
      name: 'take an employee on',
      target: aMark,
      write: create,
      async effects(name) {
        const found = await model.find({ name }).lean();
        const begun = await memberships.countDocuments({ employeeId: trusted({ $in: found.map(({ _id }) => _id) }) });
        return agreed(found.length, begun);
      },
    },
    {
      // Each ends one membership and begins the next, so those of one employee collide.
      name: 'change the position of an employee',
      perTarget: 4,
      target: async () => (await create(newId())).id,
      write: (employeeId) => service.change(administrator, { employeeId, change: { position: newId() } }),
      async effects(employeeId) {
        const { version } = await model.findById(employeeId).orFail().lean();
        return agreed(version - 1, (await memberships.countDocuments({ employeeId })) - 1);
      },
    },
  ];
}

function absences(context: ClientsContext): WriteRoute[] {
  const model = context.model<AbsenceDocument>('Absence');
  const service = context.get(AbsenceService);
  /** Somebody's day off, so far ahead that it is not over. */
  const planned = (employeeId: string, day: number) =>
    NewAbsence.parse({
      employeeId,
      from: new Date(Date.UTC(2040, 0, day)).toISOString(),
      to: new Date(Date.UTC(2040, 0, day + 1)).toISOString(),
    });
  const aRequest = async () => {
    const { id, actor } = await context.manager();
    return service.plan(actor, planned(id, 1));
  };
  let days = 0;
  return [
    {
      // All of one employee rely on his other absences, so they collide.
      name: 'plan an absence',
      perTarget: 4,
      target: async () => (await context.manager()).id,
      write: (employeeId) => service.plan(administrator, planned(employeeId, (days += 2))),
      effects: (employeeId) => model.countDocuments({ employeeId }),
    },
    {
      name: 'change an absence',
      perTarget: 4,
      target: async () => (await aRequest()).id,
      write: (absenceId) => service.change(administrator, { absenceId, change: { note: newId() } }),
      effects: async (absenceId) => (await model.findById(absenceId).orFail().lean()).version - 1,
    },
    {
      name: 'decide about an absence',
      target: async () => (await aRequest()).id,
      write: (absenceId) => service.decide(administrator, { absenceId, decision: 'approved' }),
      effects: (_id) => model.countDocuments({ _id, status: 'approved' }),
    },
    {
      name: 'end an absence',
      target: async () => (await aRequest()).id,
      write: (absenceId) => service.end(administrator, { absenceId }),
      effects: (_id) => model.countDocuments({ _id, status: 'cancelled' }),
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
