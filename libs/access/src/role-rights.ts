import type { Permission, Role, Scope, Scopes } from '@crm/contracts';

/** What a role may do, and how far. */
export interface RoleRights {
  readonly permissions: readonly Permission[];
  readonly scopes: Scopes;
}

const on = (read: Scope, change: Scope, staff: Scopes['staff']): Scopes => ({
  client: { read, change },
  deal: { read, change },
  activity: { read, change },
  commitment: { read, change },
  staff,
});

const everything = on('all', 'all', { change: 'all', handOver: 'all', explain: 'all' });
const noStaff = { change: 'none', handOver: 'none', explain: 'none' } as const;
const reading = (explain: Scope): Scopes => on('all', 'none', { ...noStaff, explain });

/** What each role may do until an administrator decides otherwise. Programs speak as `system`, which nobody edits. */
export const rightsInTheBeginning: Readonly<Record<Role, RoleRights>> = {
  administrator: { permissions: ['write', 'load', 'hand-over', 'administer', 'audit'], scopes: everything },
  director: {
    permissions: ['write', 'hand-over'],
    scopes: on('all', 'all', { change: 'none', handOver: 'all', explain: 'all' }),
  },
  head: {
    permissions: ['write', 'hand-over'],
    scopes: on('subtree', 'subtree', { change: 'subtree', handOver: 'subtree', explain: 'subtree' }),
  },
  manager: { permissions: ['write'], scopes: on('own', 'own', noStaff) },
  marketer: { permissions: [], scopes: reading('none') },
  auditor: { permissions: ['audit'], scopes: reading('all') },
  integration: {
    permissions: ['write', 'load'],
    scopes: on('all', 'all', noStaff),
  },
  system: { permissions: ['write', 'load', 'hand-over', 'administer', 'audit'], scopes: everything },
};
