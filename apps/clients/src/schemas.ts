import { auditSchemas } from '@crm/audit';
import { cardSectionSchema } from '@crm/card-sections';
import { outboxSchemas } from '@crm/outbox';
import { commandSchema } from '@crm/persistence';
import { absenceSchema } from './absences/absence.schema.ts';
import { classifierValueSchema } from './classifiers/classifier-value.schema.ts';
import { clientSchema } from './clients/client.schema.ts';
import { contactPersonSchema } from './contact-persons/contact-person.schema.ts';
import { departmentSchema } from './departments/department.schema.ts';
import { employeeSchema } from './employees/employee.schema.ts';
import { membershipSchema } from './employees/membership.schema.ts';
import { handOverEntrySchema, handOverPlaceSchema, handOverSchema } from './hand-overs/hand-over.schema.ts';
import { positionSchema } from './positions/position.schema.ts';
import { roleSchema, roleVersionSchema } from './roles/role.schema.ts';

/** Everything that the database of this service holds, by the name that models are injected with. */
export const schemas = {
  ...auditSchemas,
  ...outboxSchemas,
  CardSection: cardSectionSchema,
  Absence: absenceSchema,
  ClassifierValue: classifierValueSchema,
  Client: clientSchema,
  Command: commandSchema,
  ContactPerson: contactPersonSchema,
  Department: departmentSchema,
  Employee: employeeSchema,
  HandOver: handOverSchema,
  Membership: membershipSchema,
  HandOverEntry: handOverEntrySchema,
  HandOverPlace: handOverPlaceSchema,
  Position: positionSchema,
  Role: roleSchema,
  RoleVersion: roleVersionSchema,
};
