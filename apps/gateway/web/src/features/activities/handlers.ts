import type { ActivityListItem } from '@crm/contracts';

/** What can be done with a planned activity. Without handlers it is only shown. */
export interface ActivityHandlers {
  readonly onComplete: (activity: ActivityListItem) => void;
  readonly onMove: (activity: ActivityListItem) => void;
  readonly onCancel: (activity: ActivityListItem) => void;
}
