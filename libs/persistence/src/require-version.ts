import { DomainError } from '@crm/kernel';

/**
 * Refuses a change that was made on an older state of the record, before the rules speak: whoever acts on what is no
 * longer so learns that first, and what is so now.
 *
 * @param expected the version that the caller has seen; undefined when any will do.
 * @param show the record as the caller may read it anyway.
 * @throws DomainError `version_conflict` with the `current` version and the `record`.
 */
export function requireVersion<Stored extends { readonly version: number }>(
  stored: Stored,
  expected: number | undefined,
  show: (stored: Stored) => object,
): void {
  const { version } = stored;
  if (expected === undefined || expected === version) return;
  throw new DomainError('version_conflict', { current: version, record: show(stored) });
}
