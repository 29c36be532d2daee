import { Global, Module } from '@nestjs/common';
import { AuditController } from './audit.controller.ts';
import { AuditExport } from './audit-export.service.ts';
import { AuditQueryService } from './audit-query.service.ts';
import { SecurityJournal } from './security-journal.ts';

/** What the gateway writes down itself, and the way to what the services have written down. */
@Global()
@Module({
  controllers: [AuditController],
  providers: [AuditExport, AuditQueryService, SecurityJournal],
  exports: [SecurityJournal],
})
export class AuditFeatureModule {}
