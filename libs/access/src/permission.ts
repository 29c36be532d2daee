import type { Actor, Permission } from '@crm/contracts';
import { DomainError } from '@crm/kernel';

/** Whether the actor's role has the permission; which records it concerns is said by the scopes. */
export const hasPermission = ({ permissions }: Actor, permission: Permission): boolean =>
  permissions.includes(permission);

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
