import {
  type absenceChanged,
  type AbsenceStatus,
  type ClientFact,
  type EventOf,
  type Notification,
  notificationChannel,
} from '@crm/contracts';
import { JobQueue } from '@crm/jobs';
import { KnownClientService } from '@crm/known-clients';
import { newId, Transaction } from '@crm/persistence';
import { RedisConnection, RedisSubscriber } from '@crm/redis';
import { aManager, aStandIn, eventually } from '@crm/testing';
import { trusted } from 'mongoose';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import { useOwnRedisDatabase } from '../../test/own-redis.ts';
import { toNotification } from '../notifications/notification.mapper.ts';
import type { ActivityDocument } from '../activities/activity.schema.ts';
import { ActivityService } from '../activities/activity.service.ts';
import { AbsenceEventsController } from '../reminders/absence-events.controller.ts';
import { ReminderAlarms } from '../reminders/reminder-alarms.ts';
import { sendReminder } from '../reminders/reminder-job.ts';
import type { ReminderDocument } from '../reminders/reminder.schema.ts';
import { ReminderFiringService } from './reminder-firing.service.ts';
import { ReminderReconciler } from './reminder-reconciler.worker.ts';

const SECOND = 1_000;
const aFact: Omit<ClientFact, 'ownerId'> = {
  ...{ id: newId(), version: 1, kind: 'organisation', name: 'Palm', lifecycleStatus: 'prospect' },
  ...{ parentId: null, sectorId: null, departmentId: newId(), readers: [] },
};
const done = { completedPrecision: 'minute', resultId: null, resultComment: null, next: null } as const;

describe('a reminder', () => {
  let context: ActivitiesContext;
  const manager = aManager({ timeZone: 'UTC' });

  beforeAll(async () => {
    useOwnRedisDatabase(5);
    context = await startActivitiesContext();
  });
  afterAll(() => context.stop());

  const localTimeIn = (ms: number): string => new Date(Date.now() + ms).toISOString().slice(0, -1);
  const remindedIn = (ms: number, actor = manager) => context.plan(actor, { reminder: { localTime: localTimeIn(ms) } });
  const idOf = ({ _id }: ActivityDocument) => ({ activityId: _id.toHexString() });

  async function versionOf(activity: ActivityDocument) {
    const reminder = await context.reminderOf(activity);
    return { reminderId: reminder?._id.toHexString() ?? '', version: reminder?.version ?? 0 };
  }

  /** As after a time in which nothing ran: the reminder is due, and no alarm is set for it. */
  async function remindedLongAgo(actor = manager): Promise<ActivityDocument> {
    const activity = await remindedIn(24 * 3600 * SECOND, actor);
    const dueAt = new Date(Date.now() - 60 * SECOND);
    await context.model<ReminderDocument>('Reminder').updateOne({ activityId: activity._id }, { dueAt });
    return activity;
  }

  const firedOnce = (activity: ActivityDocument) =>
    eventually(async () => {
      const [notification, ...more] = await context.notificationsOf(activity);
      if (!notification) throw new Error('The reminder has not fired');
      expect(more).toEqual([]);
      return notification;
    });

  /** Alarms that wait for their moment. */
  async function alarmsInRedis(): Promise<number> {
    const { client } = context.get(RedisConnection);
    const [delayed] = await client.keys('*:activities.send-reminder:delayed');
    return delayed ? client.zCard(delayed) : 0;
  }

  /** Alarms that ring, or are about to. */
  async function ringingAlarms(): Promise<number> {
    const { client } = context.get(RedisConnection);
    const [waiting] = await client.keys('*:activities.send-reminder:wait');
    const [active] = await client.keys('*:activities.send-reminder:active');
    return (waiting ? await client.lLen(waiting) : 0) + (active ? await client.lLen(active) : 0);
  }

  it('fires once it is due, not before, and the activity shows it', async () => {
    const activity = await remindedIn(2 * SECOND);
    const notification = await firedOnce(activity);
    const reminder = await context.reminderOf(activity);
    expect(notification).toMatchObject({
      employeeId: activity.performerId,
      subject: activity.subject,
      plannedAt: activity.plannedAt,
      dueAt: activity.reminder?.dueAt,
      createdAt: reminder?.firedAt,
      readAt: null,
    });
    expect(notification.createdAt.getTime()).toBeGreaterThanOrEqual(notification.dueAt.getTime());
    expect(reminder).toMatchObject({ status: 'fired', version: 1 });
    expect(await context.stored(activity)).toMatchObject({ reminder: { status: 'fired' }, version: 1 });
  });

  it('is announced to live connections as the contract says', async () => {
    const heard: unknown[] = [];
    const channel = notificationChannel(manager.employeeId);
    const stop = await context.get(RedisSubscriber).subscribe(channel, (message) => heard.push(message));
    const notification = await firedOnce(await remindedIn(2 * SECOND));
    const announced: Notification = toNotification(notification);
    await eventually(() => expect(heard).toContainEqual(announced));
    await stop();
  });

  describe('that somebody sets in the place of a colleague', () => {
    const [al, bo] = [aManager(), aManager({ timeZone: 'UTC' })];
    const client = { ...aFact, ownerId: al.employeeId };
    beforeAll(() => context.get(Transaction).run(async () => context.get(KnownClientService).remember(client)));
    const [from, end] = ['2026-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z'];
    const soon = () => ({ localTime: localTimeIn(24 * 3600 * SECOND) });
    const acting = (until = end) => ({ ...bo, standsInFor: [aStandIn(al.employeeId, { from, until })] });
    const fireNow = async (activity: ActivityDocument): Promise<string> => {
      const dueAt = new Date(Date.now() - 60 * SECOND);
      await context.model<ReminderDocument>('Reminder').updateOne({ activityId: activity._id }, { dueAt });
      await context.get(ReminderFiringService).fire(await versionOf(activity));
      return (await firedOnce(activity)).employeeId.toHexString();
    };
    const planned = () => context.plan(acting(), { clientId: client.id, reminder: soon() });
    const tell = (told: { from?: string; to: string; status: AbsenceStatus }) => {
      const data = { employeeId: al.employeeId, from, ...told };
      return context.get(AbsenceEventsController).follow({ data } as EventOf<typeof absenceChanged>);
    };

    it('reaches him while he stands in', async () => {
      const activity = await planned();
      expect(activity.performerId.toHexString()).toBe(al.employeeId);
      expect(await fireNow(activity)).toBe(bo.employeeId);
      const his = await context.plan(al, { clientId: client.id });
      const change = { reminder: soon() };
      await context.get(ActivityService).change(acting(), { ...idOf(his), change });
      expect(await fireNow(his)).toBe(bo.employeeId);
    });

    it('reaches the colleague when the substitution is over, and when he sets it himself', async () => {
      const ended = new Date(Date.now() - SECOND).toISOString();
      const late = await planned();
      const substitute = { employeeId: bo.employeeId, since: new Date(from), until: new Date(ended) };
      await context.model<ReminderDocument>('Reminder').updateOne({ activityId: late._id }, { substitute });
      expect(await fireNow(late)).toBe(al.employeeId);
      const taken = await planned();
      await context.get(ActivityService).change(al, { ...idOf(taken), change: { reminder: soon() } });
      expect(await fireNow(taken)).toBe(al.employeeId);
    });

    it.each<[string, AbsenceStatus, () => string]>([
      ['is back earlier', 'approved', () => new Date(Date.now() - SECOND).toISOString()],
      ['is not absent after all', 'cancelled', () => end],
    ])('reaches the colleague who %s', async (_what, status, to) => {
      const activity = await planned();
      await tell({ status, to: to() });
      expect(await fireNow(activity)).toBe(al.employeeId);
    });

    it('still reaches him when another absence of the colleague is told of', async () => {
      const activity = await planned();
      await tell({ from: '2020-01-01T00:00:00.000Z', to: '2020-02-01T00:00:00.000Z', status: 'approved' });
      expect(await fireNow(activity)).toBe(bo.employeeId);
    });
  });

  it('fires once of twenty attempts at the same time', async () => {
    const activity = await remindedLongAgo();
    const version = await versionOf(activity);
    const attempts = Array.from({ length: 20 }, () => context.get(ReminderFiringService).fire(version));
    const kinds = (await Promise.all(attempts)).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['fired', ...Array.from({ length: 19 }, () => 'over')]);
    await firedOnce(activity);
  });

  it('fires for twenty activities of one employee at the same time, at places without a gap', async () => {
    const busy = aManager();
    const activities = await Promise.all(Array.from({ length: 20 }, () => remindedLongAgo(busy)));
    const versions = await Promise.all(activities.map(versionOf));
    await Promise.all(versions.map((version) => context.get(ReminderFiringService).fire(version)));
    const fired = await Promise.all(activities.map(firedOnce));
    const places = fired.map(({ place }) => place).toSorted((a, b) => a - b);
    expect(places).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('does not fire before it is due, whatever an early alarm says', async () => {
    const activity = await remindedIn(2 * SECOND);
    const version = await versionOf(activity);
    const outcome = await context.get(ReminderFiringService).fire(version);
    expect(outcome).toEqual({ kind: 'early', inMs: expect.any(Number) });
    await context.get(JobQueue).add(sendReminder, version, { id: 'a-fast-clock' });
    const { createdAt, dueAt } = await firedOnce(activity);
    expect(createdAt.getTime()).toBeGreaterThanOrEqual(dueAt.getTime());
  });

  it.each<[string, (activity: ActivityDocument) => Promise<unknown>]>([
    [
      'was moved away',
      (activity) =>
        context
          .get(ActivityService)
          .change(manager, { ...idOf(activity), change: { plannedAt: '2036-01-01T00:00:00Z' } }),
    ],
    ['was cancelled', (activity) => context.get(ActivityService).cancel(manager, { ...idOf(activity), comment: null })],
    [
      'is of a completed activity',
      (activity) => context.get(ActivityService).complete(manager, { ...idOf(activity), completion: done }),
    ],
  ])('does not fire by the old alarm when it %s', async (_why, act) => {
    const activity = await remindedIn(24 * 3600 * SECOND);
    const version = await versionOf(activity);
    await act(activity);
    expect(await context.get(ReminderFiringService).fire(version)).toEqual({ kind: 'over' });
    expect(await context.notificationsOf(activity)).toEqual([]);
  });

  it('fires at the new moment only when it is moved while its alarm is set', async () => {
    const activity = await remindedIn(2 * SECOND);
    const reminder = { localTime: localTimeIn(4 * SECOND) };
    await context.get(ActivityService).change(manager, { ...idOf(activity), change: { reminder } });
    const { dueAt, createdAt } = await firedOnce(activity);
    expect(dueAt).toEqual(new Date(`${reminder.localTime}Z`));
    expect(createdAt.getTime()).toBeGreaterThanOrEqual(dueAt.getTime());
  });

  it('fires again when the activity is put off after it has fired', async () => {
    const activity = await remindedIn(2 * SECOND);
    await firedOnce(activity);
    const plannedAt = new Date((activity.plannedAt?.getTime() ?? 0) + 24 * 3600 * SECOND).toISOString();
    await context.get(ActivityService).change(manager, { ...idOf(activity), change: { plannedAt } });
    const set = {
      reminder: {
        status: 'scheduled',
        dueAt: new Date((activity.reminder?.dueAt.getTime() ?? 0) + 24 * 3600 * SECOND),
      },
    };
    expect(await context.stored(activity)).toMatchObject(set);
  });

  describe('without its alarm', () => {
    it('fires when the service was down at its moment', async () => {
      const activity = await remindedLongAgo();
      await context.get(ReminderReconciler).reconcile();
      await firedOnce(activity);
    });

    it('fires when Redis was emptied before its moment', async () => {
      const activity = await remindedIn(3 * SECOND);
      await eventually(async () => expect(await alarmsInRedis()).toBeGreaterThan(0));
      await context.get(RedisConnection).client.flushDb();
      await context.get(ReminderReconciler).reconcile();
      await firedOnce(activity);
    });

    it('fires by itself, also when the copy that reconciled before has died', async () => {
      const activity = await remindedLongAgo();
      await context.keepReconcilerAway(SECOND);
      await eventually(() => firedOnce(activity), { within: 25 * SECOND });
      await context.keepReconcilerAway();
    });

    it('does not keep others from firing when it cannot fire itself', async () => {
      const orphan = await remindedLongAgo();
      // Past the model, which refuses it: nobody is told of an activity that is gone.
      await context.model('Activity').collection.deleteOne({ _id: orphan._id });
      const activities = await Promise.all(Array.from({ length: 12 }, () => remindedLongAgo()));
      await context.get(ReminderReconciler).reconcile();
      await Promise.all(activities.map(firedOnce));
      expect(await context.notificationsOf(orphan)).toEqual([]);
      await context.model('Reminder').deleteOne({ activityId: orphan._id });
    });
  });

  it('fires once when copies of the service reconcile beside its alarm', async () => {
    const activities = await Promise.all(Array.from({ length: 60 }, () => remindedLongAgo()));
    const filter = { activityId: trusted({ $in: activities.map(({ _id }) => _id) }) };
    const reminders = await context.model<ReminderDocument>('Reminder').find(filter).lean<ReminderDocument[]>();
    const reconciler = context.get(ReminderReconciler);
    await Promise.all([
      context.get(ReminderAlarms).order(reminders, Date.now()),
      ...Array.from({ length: 3 }, () => reconciler.reconcile()),
    ]);
    await Promise.all(activities.map(firedOnce));
    await eventually(async () => expect(await ringingAlarms()).toBe(0));
    await Promise.all(activities.map(firedOnce));
  });

  it('gets an alarm only when it is due soon', async () => {
    await context.get(RedisConnection).client.flushDb();
    await remindedIn(24 * 3600 * SECOND);
    await context.get(ReminderReconciler).reconcile();
    expect(await alarmsInRedis()).toBe(0);
    const soon = await remindedIn(300 * SECOND);
    await eventually(async () => expect(await alarmsInRedis()).toBe(1));
    await context.get(ActivityService).cancel(manager, { ...idOf(soon), comment: null });
  });

  it('gets its alarm after the commit when its command is a part of a larger transaction', async () => {
    await context.get(RedisConnection).client.flushDb();
    const soon = await context.get(Transaction).run(() => remindedIn(300 * SECOND));
    await eventually(async () => expect(await alarmsInRedis()).toBe(1));
    await context.get(ActivityService).cancel(manager, { ...idOf(soon), comment: null });
  });
});
