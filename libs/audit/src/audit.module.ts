import { type DynamicModule, Module } from '@nestjs/common';
import { AuditCheck } from './audit-check.ts';
import { auditControllers } from './audit-controllers.ts';
import { AuditJournal } from './audit-journal.ts';
import { AuditList } from './audit-list.ts';
import { AuditWriter } from './audit-writer.ts';

const providers = [AuditWriter, AuditJournal, AuditList, AuditCheck];

/** Keeps the audit of a program's records in its database, and answers for it. */
@Module({})
export class AuditModule {
  /** @param program whose questions are answered: `deals`. */
  static forRoot(program: string): DynamicModule {
    return { module: AuditModule, global: true, controllers: auditControllers(program), providers, exports: providers };
  }
}
