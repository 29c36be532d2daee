import { useMe } from '../../api/use-session.ts';
import type { ActivityHandlers } from '../../features/activities/handlers.ts';
import { mayWrite } from '../shell/places.ts';
import { useDialog } from './dialogs.ts';

/** Opens the dialogs of planned activities; undefined for those who only read. */
export function useActivityHandlers(): ActivityHandlers | undefined {
  const open = useDialog();
  if (!mayWrite(useMe())) return undefined;
  return {
    onComplete: (activity) => open({ kind: 'complete-activity', activity }),
    onMove: (activity) => open({ kind: 'move-activity', activity }),
    onCancel: (activity) => open({ kind: 'cancel-activity', activity }),
  };
}
