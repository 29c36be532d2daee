export { AuditCheck } from './audit-check.ts';
export { auditSchemas } from './audit-entry.ts';
export { AuditJournal, type Happening } from './audit-journal.ts';
export { AuditList, cursorBehind } from './audit-list.ts';
export { AuditWriter } from './audit-writer.ts';
export { AuditModule } from './audit.module.ts';
export { auditBegins } from './begin-audit.ts';
