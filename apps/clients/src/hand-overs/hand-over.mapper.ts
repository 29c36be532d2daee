import type { HandOver } from '@crm/contracts';
import type { HandOverDocument } from './hand-over.schema.ts';

export const toHandOver = (document: HandOverDocument): HandOver => ({
  id: document._id.toHexString(),
  employeeId: document.employeeId.toHexString(),
  successorId: document.successorId.toHexString(),
  status: document.status,
  previewed: document.previewed,
  moved: document.moved,
  startedById: document.startedById.toHexString(),
  createdAt: document.createdAt.toISOString(),
  finishedAt: document.finishedAt?.toISOString() ?? null,
  error: document.error,
});
