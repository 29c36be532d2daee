import { DomainError } from '@crm/kernel';
import type { ClientKind } from './client.ts';

/** More levels than any holding has; a longer way up means that the stored tree is broken. */
export const MAX_DEPTH = 50;

/** Whose parent is being chosen. */
export interface Subsidiary {
  /** Null while the client is not stored: nothing can be below it yet. */
  readonly id: string | null;
  readonly kind: ClientKind;
}

/** A client on the way up from the chosen parent. */
export interface Ancestor {
  readonly id: string;
  readonly kind: ClientKind;
}

/**
 * The rule of parents: an organisation, of an organisation, and never one of those below it.
 *
 * @param ancestors the chosen parent first, then its parent and so on up to the top.
 * @throws DomainError `client.parent_not_found`, `client.parent_not_organisation` or `client.parent_cycle`.
 */
export function assertParentAllowed(subsidiary: Subsidiary, ancestors: readonly Ancestor[]): void {
  const [parent] = ancestors;
  if (!parent) throw new DomainError('client.parent_not_found');
  if (subsidiary.kind !== 'organisation' || parent.kind !== 'organisation') {
    throw new DomainError('client.parent_not_organisation', { parentId: parent.id });
  }
  const meetsItself = ancestors.some(({ id }) => id === subsidiary.id);
  if (meetsItself || ancestors.length > MAX_DEPTH)
    throw new DomainError('client.parent_cycle', { parentId: parent.id });
}
