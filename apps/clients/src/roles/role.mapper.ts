import type { RoleDescription } from '@crm/contracts';
import type { RoleDocument } from './role.schema.ts';

export const toRoleDescription = (stored: RoleDocument): RoleDescription => ({
  role: stored.role,
  permissions: [...stored.permissions],
  scopes: stored.scopes,
  secondFactorRequired: stored.secondFactorRequired ?? false,
  version: stored.version,
  changedById: stored.changedById?.toHexString() ?? null,
  updatedAt: stored.updatedAt.toISOString(),
});
