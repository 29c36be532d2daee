import { AuditJournal } from '@crm/audit';
import { newId, toObjectId } from '@crm/persistence';
import { aManager, agreed, anAdministrator, type WriteRoute } from '@crm/testing';
import type { ActivityDocument } from '../src/activities/activity.schema.ts';
import { ActivityLoadService } from '../src/activities/activity-load.service.ts';
import { ActivityService } from '../src/activities/activity.service.ts';
import { CommitmentLoadService } from '../src/commitments/commitment-load.service.ts';
import type { CommitmentDocument } from '../src/commitments/commitment.schema.ts';
import { CommitmentService } from '../src/commitments/commitment.service.ts';
import type { HandOverDocument } from '../src/hand-overs/hand-over.schema.ts';
import { HandOverService } from '../src/hand-overs/hand-over.service.ts';
import type { ActivitiesContext } from './activities-context.ts';

const ROWS = 5;
const manager = aManager();
const administrator = anAdministrator();
const reminder = { localTime: '2036-01-01T09:00' };
const done = { completedPrecision: 'minute', resultId: null, resultComment: null } as const;

/** Every command of the activities service by which something changes. */
export const writeRoutes = (context: ActivitiesContext): WriteRoute[] => [
  ...newActivities(context),
  ...changesOfActivities(context),
  ...commitments(context),
  loadActivities(context),
  loadCommitments(context),
  handOver(context),
  eraseFromAudit(context),
];

const eraseFromAudit = (context: ActivitiesContext): WriteRoute => ({
  name: 'erase from the audit',
  target: async () => (await context.plan(manager))._id.toHexString(),
  write: (recordId) => context.get(AuditJournal).erase(administrator, recordId),
  effects: (recordId) =>
    context.model('AuditEntry').countDocuments({ recordId: toObjectId(recordId), action: 'erased' }),
});

const aMark = async (): Promise<string> => newId();

const newActivities = (context: ActivitiesContext): WriteRoute[] => [
  {
    name: 'plan an activity with a reminder',
    target: aMark,
    write: (subject) => context.plan(manager, { subject, reminder }),
    async effects(subject) {
      const planned = await context.model<ActivityDocument>('Activity').find({ subject }).lean();
      const ids = planned.map(({ _id }) => _id);
      let reminders = 0;
      for (const activityId of ids) reminders += await context.model('Reminder').countDocuments({ activityId });
      return agreed(ids.length, reminders);
    },
  },
  {
    name: 'record an activity',
    target: aMark,
    write: (subject) => context.record(manager, { subject }),
    effects: (subject) => context.model('Activity').countDocuments({ subject }),
  },
];

function changesOfActivities(context: ActivitiesContext): WriteRoute[] {
  const service = context.get(ActivityService);
  const onActivity = (name: string, write: WriteRoute['write']): WriteRoute => ({
    ...{ name, write },
    target: async () => (await context.plan(manager, { reminder }))._id.toHexString(),
    effects: async (activityId) => (await context.stored({ _id: toObjectId(activityId) })).version - 1,
  });
  const change = (activityId: string) =>
    service.change(manager, { activityId, change: { subject: newId(), reminder: { localTime: '2036-02-01T09:00' } } });
  const complete = onActivity('complete an activity and plan the next one', (activityId) => {
    const next = context.toPlan({ subject: activityId, reminder });
    return service.complete(manager, { activityId, completion: { ...done, next } });
  });
  return [
    { ...onActivity('change an activity and its reminder', change), perTarget: 4 },
    {
      ...complete,
      effects: async (activityId) =>
        agreed(
          await complete.effects(activityId),
          await context.model('Activity').countDocuments({ subject: activityId }),
        ),
    },
    onActivity('cancel an activity', (activityId) => service.cancel(manager, { activityId, comment: null })),
  ];
}

function commitments(context: ActivitiesContext): WriteRoute[] {
  const service = context.get(CommitmentService);
  const model = context.model<CommitmentDocument>('Commitment');
  const make = (text: string) => {
    const commitment = { clientId: newId(), side: 'us', text, dueOn: '2026-12-01', activityId: null } as const;
    return service.make(manager, { commitment, ownerDepartmentId: context.departmentId });
  };
  return [
    { name: 'make a commitment', target: aMark, write: make, effects: (text) => model.countDocuments({ text }) },
    {
      name: 'close a commitment',
      target: async () => (await make('Send the price list'))._id.toHexString(),
      write: (commitmentId) => service.close(manager, { commitmentId, status: 'kept', comment: null }),
      effects: async (commitmentId) => (await model.findById(commitmentId).orFail().lean()).version - 1,
    },
  ];
}

const loadRows = (context: ActivitiesContext, performerId: string) => {
  const dueAt = { dueAt: '2036-11-24T06:00:00Z', timeZone: 'Europe/Moscow' };
  const rows = Array.from({ length: ROWS }, (_, n) =>
    context.toLoad({ performerId, externalId: `${performerId}-${n}`, reminder: dueAt }),
  );
  return context.get(ActivityLoadService).load(administrator, { rows });
};

const loadActivities = (context: ActivitiesContext): WriteRoute => ({
  name: 'load activities',
  target: aMark,
  write: (performerId) => loadRows(context, performerId),
  effects: async (performerId) =>
    agreed(
      (await context.model('Activity').countDocuments({ performerId })) / ROWS,
      (await context.model('Reminder').countDocuments({ employeeId: performerId })) / ROWS,
    ),
});

function loadCommitments(context: ActivitiesContext): WriteRoute {
  const row = (ownerId: string, n: number) => ({
    ...{ externalId: `${ownerId}-${n}`, clientId: newId(), ownerId, departmentId: newId() },
    ...({ side: 'us', text: 'Send the price list', dueOn: '2026-12-01', status: 'open' } as const),
    ...{ activityExternalId: null, closedAt: null },
  });
  return {
    name: 'load commitments',
    target: aMark,
    write: (ownerId) => {
      const rows = Array.from({ length: ROWS }, (_, n) => row(ownerId, n));
      return context.get(CommitmentLoadService).load(administrator, { rows });
    },
    effects: async (ownerId) => (await context.model('Commitment').countDocuments({ ownerId })) / ROWS,
  };
}

/** The target is the leaver, whose id names his hand-over and, its halves swapped, his successor too. */
function handOver(context: ActivitiesContext): WriteRoute {
  const system = anAdministrator({ role: 'system' });
  const successorOf = (leaverId: string): string => leaverId.slice(12) + leaverId.slice(0, 12);
  return {
    name: 'hand activities over',
    async target() {
      const leaverId = newId();
      await loadRows(context, leaverId);
      return leaverId;
    },
    write: (leaverId) => {
      const batch = { handOverId: leaverId, fromEmployeeId: leaverId, toDepartmentId: newId(), limit: 500 };
      return context.get(HandOverService).move(system, { ...batch, toEmployeeId: successorOf(leaverId) });
    },
    effects: async (leaverId) =>
      agreed(
        (await context.model('Activity').countDocuments({ performerId: successorOf(leaverId), version: 2 })) / ROWS,
        (await context.model('Reminder').countDocuments({ employeeId: successorOf(leaverId), version: 2 })) / ROWS,
        (await context.model('HandOverEntry').countDocuments({ handOverId: leaverId })) / (2 * ROWS),
        ((await context.model<HandOverDocument>('HandOver').findById(leaverId).lean())?.moved.reminders ?? 0) / ROWS,
      ),
  };
}
