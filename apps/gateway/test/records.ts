import type { ActivityListItem, Client, Commitment, DealListItem, Notification } from '@crm/contracts';
import { newId } from '@crm/persistence';

const at = '2026-11-20T09:00:00.000Z';

/** Records with everything that a reply needs; the test names only what matters to it. */
export const aClient = (given: Partial<Client> = {}): Client => ({
  id: newId(),
  kind: 'organisation',
  name: 'Severny veter',
  lifecycleStatus: 'customer',
  parentId: null,
  sectorId: null,
  regionId: null,
  sourceId: null,
  phones: [],
  emails: [],
  website: null,
  address: null,
  note: null,
  organisation: null,
  person: null,
  ownerId: newId(),
  departmentId: newId(),
  version: 1,
  createdAt: at,
  updatedAt: at,
  ...given,
});

export const aDeal = (given: Partial<DealListItem> = {}): DealListItem => ({
  id: newId(),
  title: 'Delivery',
  clientId: null,
  productId: null,
  amount: { amount: '1200.50', currency: 'RUB' },
  ownerId: newId(),
  pipelineId: newId(),
  stageId: newId(),
  status: 'open',
  openedOn: null,
  expectedCloseOn: null,
  closedAt: null,
  version: 1,
  updatedAt: at,
  ...given,
});

export const anActivity = (given: Partial<ActivityListItem> = {}): ActivityListItem => ({
  id: newId(),
  type: 'task',
  status: 'planned',
  subject: 'Call back',
  content: null,
  kindId: null,
  purposeId: null,
  clientId: null,
  contactPersonIds: [],
  dealId: null,
  plannedAt: at,
  durationMinutes: null,
  performerId: newId(),
  completedAt: null,
  completedPrecision: 'minute',
  resultId: null,
  resultComment: null,
  nextActivityId: null,
  reminder: null,
  private: false,
  version: 1,
  updatedAt: at,
  ...given,
});

export const aNotification = (given: Partial<Notification> = {}): Notification => ({
  id: newId(),
  kind: 'reminder',
  activityId: newId(),
  clientId: null,
  subject: 'Call back',
  plannedAt: at,
  dueAt: at,
  createdAt: at,
  readAt: null,
  ...given,
});

export const aCommitment = (given: Partial<Commitment> = {}): Commitment => ({
  id: newId(),
  clientId: newId(),
  side: 'us',
  text: 'Send the offer',
  dueOn: '2026-12-01',
  status: 'open',
  ownerId: newId(),
  departmentId: newId(),
  activityId: null,
  closedAt: null,
  closingComment: null,
  version: 1,
  createdAt: at,
  updatedAt: at,
  ...given,
});
