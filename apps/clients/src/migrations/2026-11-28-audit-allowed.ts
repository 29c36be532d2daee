import type { Migration } from '@crm/persistence';

/** Administrators and auditors read the audit, as they do where the roles are new. */
export const auditAllowed: Migration = {
  id: '2026-11-28-audit-allowed',
  async up(connection) {
    const roles = connection.collection<{ role: string; version: number; permissions: string[] }>('roles');
    const versions = connection.collection<{ role: string; version: number; permissions: string[] }>('role-versions');
    for (const role of ['administrator', 'auditor']) {
      const stored = await roles.findOne({ role });
      if (!stored) continue;
      const allow = { $addToSet: { permissions: 'audit' } };
      await roles.updateOne({ role }, allow);
      await versions.updateOne({ role, version: stored.version }, allow);
    }
  },
};
