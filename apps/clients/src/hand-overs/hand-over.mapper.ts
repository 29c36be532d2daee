import type { HandOver, HandOverCounts, HandOverKind, LivingWorkOf } from '@crm/contracts';
import { newId, toObjectId } from '@crm/persistence';
import { type HandOverPeople, nothing } from './hand-over.ts';
import type { HandOverDocument } from './hand-over.schema.ts';

export const toHandOver = (document: HandOverDocument): HandOver => ({
  id: document._id.toHexString(),
  kind: document.kind ?? 'leaving',
  employeeId: document.employeeId.toHexString(),
  successorId: document.successorId.toHexString(),
  status: document.status,
  previewed: { ...nothing, ...document.previewed },
  moved: { ...nothing, ...document.moved },
  startedById: document.startedById.toHexString(),
  createdAt: document.createdAt.toISOString(),
  finishedAt: document.finishedAt?.toISOString() ?? null,
  error: document.error,
});

interface NewHandOver {
  readonly kind: HandOverKind;
  readonly startedById: string;
  readonly previewed: HandOverCounts;
  readonly now: Date;
}

/** A hand-over that no worker has begun. */
export const toNewHandOver = ({ leaver, successor }: HandOverPeople, given: NewHandOver): HandOverDocument => ({
  _id: toObjectId(newId()),
  kind: given.kind,
  employeeId: toObjectId(leaver.id),
  departmentId: toObjectId(leaver.departmentId),
  successorId: toObjectId(successor.id),
  successorDepartmentId: toObjectId(successor.departmentId),
  status: 'queued',
  previewed: given.previewed,
  moved: nothing,
  startedById: toObjectId(given.startedById),
  createdAt: given.now,
  finishedAt: null,
  error: null,
  failures: 0,
  order: 1,
  leaseHolder: null,
  leaseUntil: null,
  advancedAt: given.now,
  watched: true,
});

/** What the hand-over has to bring to its end: all that is alive, or what does not carry the new department yet. */
export const workOf = ({ kind, employeeId, successorDepartmentId }: HandOverDocument): LivingWorkOf => ({
  employeeId: employeeId.toHexString(),
  ...(kind === 'relocation' && { exceptDepartmentId: successorDepartmentId.toHexString() }),
});
