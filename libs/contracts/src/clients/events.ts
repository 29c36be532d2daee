import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { Client } from './client.ts';
import { ContactPerson } from './contact-person.ts';
import { Absence } from '../staff/absence.ts';
import { Department } from '../staff/department.ts';
import { Employee } from '../staff/employee.ts';

/** What other services may need to know of a client: who it is and who answers for it, not what only its card shows. */
export const ClientFact = z.object({
  id: Client.shape.id,
  version: Client.shape.version,
  kind: Client.shape.kind,
  name: Client.shape.name,
  lifecycleStatus: Client.shape.lifecycleStatus,
  parentId: Client.shape.parentId,
  sectorId: Client.shape.sectorId.default(null),
  ownerId: Client.shape.ownerId,
  departmentId: Client.shape.departmentId,
  readers: z.array(Client.shape.id).default([]).describe('Keys of all who read the client, as `readerKeys` makes them'),
});
export type ClientFact = z.output<typeof ClientFact>;

const client = { aggregate: 'client', data: ClientFact };

export const clientCreated = defineEvent('clients.client-created', client);
export const clientChanged = defineEvent('clients.client-changed', client);
/** A client moved from a leaver to his successor. */
export const clientHandedOver = defineEvent('clients.client-handed-over', client);

export const ContactPersonFact = z.object({
  id: ContactPerson.shape.id,
  version: ContactPerson.shape.version,
  name: ContactPerson.shape.name,
  clientIds: z.array(Client.shape.id),
});
export type ContactPersonFact = z.output<typeof ContactPersonFact>;

const contactPerson = { aggregate: 'contact-person', data: ContactPersonFact };

export const contactPersonCreated = defineEvent('clients.contact-person-created', contactPerson);
export const contactPersonChanged = defineEvent('clients.contact-person-changed', contactPerson);

/** What other services may need to know of an employee: who he is and where he works, not as what, when and how much. */
export const EmployeeFact = z
  .object(Employee.shape)
  .omit({ email: true, positionId: true, workingHours: true, skills: true, capacity: true });
export type EmployeeFact = z.output<typeof EmployeeFact>;

/** An employee began to work here, or his state changed: he is leaving, or has left. */
export const employeeChanged = defineEvent('clients.employee-changed', { aggregate: 'employee', data: EmployeeFact });

/** An absence was planned, decided, changed or ended. */
export const absenceChanged = defineEvent('clients.absence-changed', {
  aggregate: 'absence',
  data: z.object(Absence.shape).omit({ note: true, reason: true }),
});

const department = { aggregate: 'department', data: z.object(Department.shape) };

export const departmentChanged = defineEvent('clients.department-changed', department);
/** A department that was empty is there no more; the data is its last state, under a version of its own. */
export const departmentDeleted = defineEvent('clients.department-deleted', department);
