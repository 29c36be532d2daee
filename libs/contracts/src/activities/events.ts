import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { Activity } from './activity.ts';
import { Commitment } from './commitment.ts';

/** What other services may need to know of an activity. */
export const ActivityFact = z.object({
  id: Activity.shape.id,
  version: Activity.shape.version,
  type: Activity.shape.type,
  status: Activity.shape.status,
  kindId: Activity.shape.kindId,
  purposeId: Activity.shape.purposeId,
  clientId: Activity.shape.clientId,
  dealId: Activity.shape.dealId,
  performerId: Activity.shape.performerId,
  departmentId: Activity.shape.departmentId,
  plannedAt: Activity.shape.plannedAt,
  completedAt: Activity.shape.completedAt,
  madeOnBehalf: Activity.shape.madeOnBehalf,
});
export type ActivityFact = z.output<typeof ActivityFact>;

const activity = { aggregate: 'activity', data: ActivityFact };

export const activityPlanned = defineEvent('activities.activity-planned', activity);
/** Something was written down that had happened without having been planned. */
export const activityRecorded = defineEvent('activities.activity-recorded', activity);
/** An activity came by a bulk load, in whatever state it was. */
export const activityLoaded = defineEvent('activities.activity-loaded', activity);
export const activityChanged = defineEvent('activities.activity-changed', activity);
export const activityCompleted = defineEvent('activities.activity-completed', activity);
export const activityCancelled = defineEvent('activities.activity-cancelled', activity);
/** A planned activity moved from a leaver to his successor. */
export const activityHandedOver = defineEvent('activities.activity-handed-over', activity);

/** Any event of an activity: they differ in what happened, not in what they say of the activity. */
export type ActivityEvent = typeof activityPlanned;

/** What other services may need to know of a promise. */
export const CommitmentFact = z.object({
  id: Commitment.shape.id,
  version: Commitment.shape.version,
  clientId: Commitment.shape.clientId,
  side: Commitment.shape.side,
  status: Commitment.shape.status,
  dueOn: Commitment.shape.dueOn,
  ownerId: Commitment.shape.ownerId,
  departmentId: Commitment.shape.departmentId,
  madeOnBehalf: Commitment.shape.madeOnBehalf,
});
export type CommitmentFact = z.output<typeof CommitmentFact>;

const commitment = { aggregate: 'commitment', data: CommitmentFact };

export const commitmentMade = defineEvent('activities.commitment-made', commitment);
export const commitmentLoaded = defineEvent('activities.commitment-loaded', commitment);
export const commitmentClosed = defineEvent('activities.commitment-closed', commitment);
export const commitmentHandedOver = defineEvent('activities.commitment-handed-over', commitment);

/** Any event of a promise. */
export type CommitmentEvent = typeof commitmentMade;
