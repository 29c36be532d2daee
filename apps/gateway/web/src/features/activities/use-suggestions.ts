import { useTranslation } from 'react-i18next';
import type { MomentSuggestion } from '../../ui/form/moment-field.tsx';
import { useFormat } from '../../lib/use-format.ts';
import { useNow } from '../../lib/use-now.ts';
import { suggestTimes } from '../../lib/when.ts';

/** Handy times for a plan, named in the language of the page. */
export function useSuggestions(): readonly MomentSuggestion[] {
  const { t } = useTranslation();
  const { zone } = useFormat();
  return suggestTimes(useNow(), zone).map(({ key, moment }) => ({ label: t(`when.${key}`), moment }));
}
