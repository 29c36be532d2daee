import { AbsencesModule } from './absences/absences.module.ts';
import { AccessModule } from './access/access.module.ts';
import { ActivitiesModule } from './activities/activities.module.ts';
import { AuditFeatureModule } from './audit/audit.module.ts';
import { ClassifiersModule } from './classifiers/classifiers.module.ts';
import { ClientsModule } from './clients/clients.module.ts';
import { DealsModule } from './deals/deals.module.ts';
import { ImportsModule } from './imports/imports.module.ts';
import { JobsModule } from './jobs/jobs.module.ts';
import { NotificationsModule } from './notifications/notifications.module.ts';
import { RolesModule } from './roles/roles.module.ts';
import { StaffModule } from './staff/staff.module.ts';
import { SystemModule } from './system/system.module.ts';

/** What the API offers, beside signing in. */
export const features = [
  AbsencesModule,
  ClientsModule,
  DealsModule,
  ActivitiesModule,
  ClassifiersModule,
  StaffModule,
  RolesModule,
  AccessModule,
  AuditFeatureModule,
  JobsModule,
  ImportsModule,
  NotificationsModule,
  SystemModule,
];
