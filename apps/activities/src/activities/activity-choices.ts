import type { Choice } from '../classifiers/classifier.ts';

type Chosen = string | null | undefined;

/** The classifier values that a new or changed activity names. */
export const choicesOf = ({ kindId, purposeId }: { kindId?: Chosen; purposeId?: Chosen }): Choice[] => [
  { classifier: 'kind', value: kindId },
  { classifier: 'purpose', value: purposeId },
];

/** The classifier value that an outcome names. */
export const resultOf = ({ resultId }: { resultId: string | null }): Choice => ({
  classifier: 'result',
  value: resultId,
});
