import type { Migration } from '@crm/persistence';
import { RoleRepository } from '../roles/role.repository.ts';
import { type RoleDocument, roleSchema, roleVersionSchema } from '../roles/role.schema.ts';

export const seedRoles: Migration = {
  id: '2026-11-27-seed-roles',
  async up(connection) {
    const roles = connection.model<RoleDocument>('Role', roleSchema);
    const versions = connection.model<RoleDocument>('RoleVersion', roleVersionSchema);
    await new RoleRepository(roles, versions).seed(new Date());
  },
};
