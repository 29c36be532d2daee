import { useTranslation } from 'react-i18next';
import type { ActivityListItem } from '@crm/contracts';
import { useClassifier } from '../../api/classifiers.ts';

/** Kind, purpose and result of an activity in words. */
export function useActivityWords() {
  const { t } = useTranslation();
  const kinds = useClassifier('kind');
  const purposes = useClassifier('purpose');
  const results = useClassifier('result');
  return (activity: ActivityListItem) => ({
    kind: activity.type === 'task' ? t('activity.task') : kinds.nameOf(activity.kindId),
    kindCode: activity.type === 'task' ? 'task' : kinds.codeOf(activity.kindId),
    purpose: purposes.nameOf(activity.purposeId),
    result: results.nameOf(activity.resultId),
  });
}
