import { useTranslation } from 'react-i18next';
import type { ActivityListItem } from '@crm/contracts';
import { changeActivity } from '../../api/activities.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { useFormat } from '../../lib/use-format.ts';
import { useProblemText } from '../../ui/problem-text.ts';
import { toast } from '../../ui/toast.tsx';

/** Puts a planned activity off to another moment, with a way back. */
export function useMoveActivity({ id, plannedAt }: ActivityListItem): (moment: string) => void {
  const { t } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();

  const change = (moment: string, undo?: () => void): void => {
    changeActivity(id, { plannedAt: moment })
      .then(async () => {
        toast.done(t('activity.moved', { when: format.dayAndTime(moment) }), undo);
        await refreshAfterChange();
      })
      .catch((error: unknown) => toast.failed(problemText(error)));
  };
  return (moment) => change(moment, plannedAt === null ? undefined : () => change(plannedAt));
}
