import { AuditCheck, AuditList } from '@crm/audit';
import type { AuditEntry } from '@crm/contracts';
import { anActor } from '@crm/testing';
import type { TestGateway } from './test-gateway.ts';

/** What the audit says of an account, the earliest first. @throws Error when its chain does not hold. */
export async function auditOf({ app }: TestGateway, recordId: string): Promise<AuditEntry[]> {
  const auditor = anActor('auditor');
  const list = app.get(AuditList, { strict: false });
  const { data } = await list.page(auditor, { kind: 'account', recordId, limit: 100 });
  const check = app.get(AuditCheck, { strict: false });
  const { breaks } = await check.step(auditor, { recordId, cursor: null, limit: 1_000 });
  if (breaks.length > 0) throw new Error(`The audit of the account is broken: ${JSON.stringify(breaks)}`);
  return data.toReversed();
}

/** An entry in short: its action, and the fields that it tells of with what they became. */
export const inShort = ({ action, changes }: AuditEntry): readonly [string, Readonly<Record<string, unknown>>] => [
  action,
  Object.fromEntries(changes.map(({ field, after }) => [field, after])),
];
