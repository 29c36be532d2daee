import type { AuditAction, AuditEntry, AuditedKind, Role } from '@crm/contracts';
import type { AuditEntryDocument } from './audit-entry.ts';
import type { FieldChange } from './field-changes.ts';

/** What can be taken out of an entry. */
interface Values {
  readonly changes: readonly FieldChange[];
  readonly address: string | null;
  readonly reason: string | null;
}

export function toAuditEntry(stored: AuditEntryDocument): AuditEntry {
  const { accountId, employeeId, role, values } = stored;
  const { changes, address, reason } = values ? (JSON.parse(values.text) as Values) : takenOut(stored);
  const open = JSON.parse(stored.changes) as FieldChange[];
  const isKnown = accountId !== null && employeeId !== null && role !== null;
  return {
    id: stored._id.toHexString(),
    kind: stored.kind as AuditedKind,
    recordId: stored.recordId.toHexString(),
    seq: stored.seq,
    version: stored.version,
    action: stored.action as AuditAction,
    at: stored.at.toISOString(),
    actor: isKnown
      ? { accountId: accountId.toHexString(), employeeId: employeeId.toHexString(), role: role as Role }
      : null,
    onBehalfOf: stored.onBehalfOf.map((id) => id.toHexString()),
    requestId: stored.requestId,
    address,
    reason,
    erased: values === undefined,
    changes: [
      ...open.map((change) => ({ ...change, personal: false })),
      ...changes.map((change) => ({ ...change, personal: true })),
    ],
  };
}

/** That these fields were changed stays known. */
const takenOut = ({ personal }: AuditEntryDocument): Values => ({
  changes: personal.map((field) => ({ field, before: null, after: null })),
  address: null,
  reason: null,
});
