import { DomainError } from '@crm/kernel';

/** As much of a classifier value as a record that names it needs to know. */
export interface KnownValue {
  readonly id: string;
  readonly classifier: string;
  readonly code: string;
  readonly archived: boolean;
}

/** A value that somebody has chosen of a classifier: its id, or its code in a load. */
export interface Choice {
  readonly classifier: string;
  readonly value: string;
}

/**
 * A new or changed record names values that its classifier has and still offers.
 *
 * @throws DomainError `classifier.value_unknown` or `classifier.value_archived`
 */
export function assertChoosable(value: KnownValue | undefined, asked: Choice): KnownValue {
  if (value?.classifier !== asked.classifier) throw new DomainError('classifier.value_unknown', { ...asked });
  if (value.archived) throw new DomainError('classifier.value_archived', { ...asked });
  return value;
}
