import { DomainError } from '@crm/kernel';

/** By what means, what for, and with what result: three independent classifiers. */
export const activityClassifiers = ['kind', 'purpose', 'result'] as const;
export type ActivityClassifierName = (typeof activityClassifiers)[number];

/** A value as the rules need it. */
export interface KnownValue {
  readonly classifier: string;
  readonly archived: boolean;
}

/** A value that somebody has chosen, by its id or its code; null is no choice. */
export interface Choice {
  readonly classifier: ActivityClassifierName;
  readonly value: string | null | undefined;
}

/**
 * Checks that a chosen value belongs to its classifier and may still be chosen.
 *
 * @throws DomainError `classifier.value_unknown`, `classifier.value_archived`
 */
export function assertChoosable({ classifier, value }: Choice, known: KnownValue | undefined): void {
  if (known?.classifier !== classifier) throw new DomainError('classifier.value_unknown', { classifier, value });
  if (known.archived) throw new DomainError('classifier.value_archived', { classifier, value });
}
