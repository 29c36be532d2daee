import type { Membership } from '@crm/contracts';
import type { MembershipDocument } from './membership.schema.ts';

export const toMembership = (document: MembershipDocument): Membership => ({
  id: document._id.toHexString(),
  employeeId: document.employeeId.toHexString(),
  departmentId: document.departmentId.toHexString(),
  positionId: document.positionId?.toHexString() ?? null,
  from: document.from.toISOString(),
  to: document.to?.toISOString() ?? null,
});
