import { AbsencesModule } from './absences/absences.module.ts';
import { ClassifiersModule } from './classifiers/classifiers.module.ts';
import { ClientSectionModule } from './clients/client-section.module.ts';
import { ClientsModule } from './clients/clients.module.ts';
import { ContactPersonsModule } from './contact-persons/contact-persons.module.ts';
import { DepartmentsModule } from './departments/departments.module.ts';
import { EmployeesModule } from './employees/employees.module.ts';
import { HandOversModule } from './hand-overs/hand-overs.module.ts';

/** What this service does. */
export const features = [
  AbsencesModule,
  ClientsModule,
  ClientSectionModule,
  ContactPersonsModule,
  ClassifiersModule,
  DepartmentsModule,
  EmployeesModule,
  HandOversModule,
];
