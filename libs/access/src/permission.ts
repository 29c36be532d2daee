import type { Actor, Role } from '@crm/contracts';
import { DomainError } from '@crm/kernel';

/** What a role may do to the records that its scope reaches. Reading them needs no permission of its own. */
export type Permission = 'write' | 'load' | 'hand-over' | 'administer';

const permissions: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: ['write', 'load', 'hand-over', 'administer'],
  director: ['write', 'hand-over'],
  head: ['write', 'hand-over'],
  manager: ['write'],
  marketer: [],
  auditor: [],
  integration: ['write', 'load'],
  system: ['write', 'load', 'hand-over', 'administer'],
};

export const hasPermission = (actor: Actor, permission: Permission): boolean =>
  permissions[actor.role].includes(permission);

/** @throws DomainError `forbidden` when the actor's role lacks the permission. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!hasPermission(actor, permission)) throw new DomainError('forbidden', { permission });
}

/** A program speaking for itself: a job, a load, another service. */
export const isSystem = (actor: Actor): boolean => actor.role === 'system';

/** @throws DomainError `forbidden` for everybody but our own programs. */
export function requireSystem(actor: Actor): void {
  if (!isSystem(actor)) throw new DomainError('forbidden');
}
