import { useTranslation } from 'react-i18next';
import { useClassifier, type Choice } from '../../api/classifiers.ts';
import { useFormat } from '../../lib/use-format.ts';
import { momentOf } from '../../lib/zoned-time.ts';
import { TASK } from './plan-values.ts';

// A task is planned more often than the kinds that come late in the classifier.
const TASK_COMES_AFTER = 3;

/** The kinds that can be planned, tasks among them, and how a plan is called when nobody says it. */
export function usePlanContext() {
  const { t } = useTranslation();
  const format = useFormat();
  const kinds = useClassifier('kind');
  const purposes = useClassifier('purpose');
  const task: Choice = { value: TASK, label: t('activity.task') };
  const nameOfKind = (kindId: string | null) => (kindId === TASK ? task.label : kinds.nameOf(kindId));
  return {
    /** What a new plan begins with: tomorrow morning, with a word before it. */
    initial: { plannedAt: momentOf(`${format.tomorrow()}T10:00`, format.zone), remindBefore: '10' },
    zone: format.zone,
    kinds: kinds.choices.toSpliced(TASK_COMES_AFTER, 0, task),
    purposes: purposes.choices,
    subjectOf: (kindId: string | null, purposeId: string | null) =>
      [nameOfKind(kindId), purposes.nameOf(purposeId)].filter(Boolean).join(': ') || undefined,
  };
}
