import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LocalizedName } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import type { Classifier as ClassifierName } from '../generated';
import { dataOf, orThrow } from './call.ts';

/** A classifier whole, archived values too: old records still show them. */
export const classifierQuery = (classifier: ClassifierName) =>
  queryOptions({
    queryKey: ['reference', 'classifier', classifier],
    queryFn: () => dataOf(sdk.listClassifier({ path: { classifier }, ...orThrow })),
    select: ({ data }) => data,
    staleTime: 10 * 60_000,
  });

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Classifier {
  /** What may be chosen for a new record, in the classifier's order. */
  readonly choices: readonly Choice[];
  readonly nameOf: (id: string | null) => string | undefined;
  readonly codeOf: (id: string | null) => string | undefined;
}

/** Which of the two names to show, by the language of the page. */
export function useLocalized(): (name: LocalizedName) => string {
  const { i18n } = useTranslation();
  return (name) => (i18n.language === 'ru' ? name.ru : name.en);
}

/** A classifier in the language of the page. */
export function useClassifier(classifier: ClassifierName): Classifier {
  const { data = [] } = useQuery(classifierQuery(classifier));
  const localized = useLocalized();
  const find = (id: string | null) => (id === null ? undefined : data.find((value) => value.id === id));
  return {
    choices: data
      .filter(({ archived }) => !archived)
      .sort((one, other) => one.position - other.position)
      .map(({ id, name }) => ({ value: id, label: localized(name) })),
    nameOf: (id) => {
      const value = find(id);
      return value && localized(value.name);
    },
    codeOf: (id) => find(id)?.code,
  };
}
