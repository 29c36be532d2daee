import type { Absence, AbsenceChange, NewAbsence, Substitute } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import type { AbsenceDocument, StoredSubstitute } from './absence.schema.ts';
import type { Substituted } from './substitution.ts';

export const toAbsence = (document: AbsenceDocument): Absence => ({
  id: document._id.toHexString(),
  employeeId: document.employeeId.toHexString(),
  from: document.from.toISOString(),
  to: document.to.toISOString(),
  reason: document.reason,
  note: document.note,
  substitutes: document.substitutes.map(toSubstitute),
  status: document.status,
  decidedById: document.decidedById?.toHexString() ?? null,
  version: document.version,
});

const toSubstitute = ({ employeeId, sectorIds }: StoredSubstitute): Substitute => ({
  employeeId: employeeId.toHexString(),
  sectorIds: sectorIds?.map((id) => id.toHexString()) ?? null,
});

const toStoredSubstitute = ({ employeeId, sectorIds }: Substitute): StoredSubstitute => ({
  employeeId: toObjectId(employeeId),
  sectorIds: sectorIds?.map(toObjectId) ?? null,
});

export const toSubstituted = ({ employeeId, from, to, substitutes }: AbsenceDocument): Substituted => ({
  employeeId: employeeId.toHexString(),
  from,
  to,
  substitutes: substitutes.map(toSubstitute),
});

export const toAbsenceDocument = (
  { employeeId, from, to, substitutes, ...facts }: NewAbsence,
  { id, status, now }: { readonly id: string; readonly status: AbsenceDocument['status']; readonly now: Date },
): AbsenceDocument => ({
  ...facts,
  _id: toObjectId(id),
  employeeId: toObjectId(employeeId),
  from: new Date(from),
  to: new Date(to),
  substitutes: substitutes.map(toStoredSubstitute),
  status,
  decidedById: null,
  version: 1,
  createdAt: now,
  updatedAt: now,
});

/** The fields to set for a change. */
export const toStoredChange = ({ from, to, substitutes, reason, note }: AbsenceChange): Partial<AbsenceDocument> => ({
  ...(from !== undefined && { from: new Date(from) }),
  ...(to !== undefined && { to: new Date(to) }),
  ...(substitutes !== undefined && { substitutes: substitutes.map(toStoredSubstitute) }),
  ...(reason !== undefined && { reason }),
  ...(note !== undefined && { note }),
});
