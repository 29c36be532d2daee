import { AbsencesModule } from './absences/absences.module.ts';
import { AccessModule } from './access/access.module.ts';
import { CardModule } from './card/card.module.ts';
import { ClassifiersModule } from './classifiers/classifiers.module.ts';
import { ClientsModule } from './clients/clients.module.ts';
import { ContactPersonsModule } from './contact-persons/contact-persons.module.ts';
import { DepartmentsModule } from './departments/departments.module.ts';
import { EmployeesModule } from './employees/employees.module.ts';
import { HandOversModule } from './hand-overs/hand-overs.module.ts';
import { PositionsModule } from './positions/positions.module.ts';
import { RolesModule } from './roles/roles.module.ts';
import { SharingModule } from './sharing/sharing.module.ts';

/** What this service does. */
export const features = [
  AbsencesModule,
  CardModule,
  ClientsModule,
  ContactPersonsModule,
  ClassifiersModule,
  DepartmentsModule,
  EmployeesModule,
  HandOversModule,
  PositionsModule,
  RolesModule,
  AccessModule,
  SharingModule,
];
