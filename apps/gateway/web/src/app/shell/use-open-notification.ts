import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Notification } from '@crm/contracts';
import { activityQuery } from '../../api/activities.ts';
import { queryClient } from '../../api/query-client.ts';
import { useDialog } from '../dialogs/dialogs.ts';

/** A notification leads to its client's card, or to the activity itself when it concerns no client. */
export function useOpenNotification(): (notification: Notification) => void {
  const navigate = useNavigate();
  const open = useDialog();
  return useCallback(
    ({ clientId, activityId }) => {
      if (clientId !== null) {
        void navigate({ to: '/clients/$clientId', params: { clientId } });
        return;
      }
      void queryClient
        .query(activityQuery(activityId))
        .then((activity) => activity.status === 'planned' && open({ kind: 'complete-activity', activity }))
        .catch(() => undefined);
    },
    [navigate, open],
  );
}
