import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem.ts';

/** Turns anything thrown into a sentence for people. The gateway's own words come first: they are in their language. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    const problem = asProblem(error);
    if (problem.code === 'offline') return t('problem.offline');
    return problem.detail ?? (problem.title === '' ? t('problem.unknown') : problem.title);
  };
}
