import type { DealListItem } from '@crm/contracts';

export interface DealHandlers {
  readonly onWin: (deal: DealListItem) => void;
  readonly onLose: (deal: DealListItem) => void;
}
