import { newId } from '@crm/persistence';
import { aManager } from '@crm/testing';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import { profiledQueries } from '../../test/profiled-queries.ts';
import type { ActivityDocument } from '../activities/activity.schema.ts';
import { ActivityService } from '../activities/activity.service.ts';
import { ReminderRepository } from './reminder.repository.ts';
import type { ReminderDocument } from './reminder.schema.ts';

/** The year is far ahead, so that nothing fires; what fires is tested with firing. */
describe('the reminder of an activity', () => {
  let context: ActivitiesContext;
  let service: ActivityService;
  const manager = aManager({ timeZone: 'Europe/Berlin' });
  const done = { completedPrecision: 'minute', resultId: null, resultComment: null, next: null } as const;

  beforeAll(async () => {
    context = await startActivitiesContext();
    service = context.get(ActivityService);
  });
  afterAll(() => context.stop());

  const planned = () =>
    context.plan(manager, { plannedAt: '2036-11-24T09:00:00Z', reminder: { localTime: '2036-11-24T09:30' } });
  const idOf = ({ _id }: ActivityDocument) => ({ activityId: _id.toHexString() });

  /** The truth, and what the activity shows of it, which must agree. */
  async function reminderOf(activity: ActivityDocument) {
    const reminder = await context.reminderOf(activity);
    const { dueAt, timeZone, status } = reminder ?? {};
    expect((await context.stored(activity)).reminder).toEqual(reminder && { dueAt, timeZone, status });
    return reminder;
  }

  it('is kept as the moment of an hour in the zone of the actor', async () => {
    const activity = await planned();
    expect(await reminderOf(activity)).toMatchObject({
      activityId: activity._id,
      employeeId: activity.performerId,
      dueAt: new Date('2036-11-24T08:30:00Z'),
      localTime: '2036-11-24T09:30',
      timeZone: 'Europe/Berlin',
      status: 'scheduled',
      version: 1,
    });
  });

  it('is not there unless it was asked for', async () => {
    expect(await reminderOf(await context.plan(manager))).toBeNull();
  });

  it('moves by as much as the activity', async () => {
    const activity = await planned();
    await service.change(manager, { ...idOf(activity), change: { plannedAt: '2036-11-26T09:15:00Z' } });
    const moved = { dueAt: new Date('2036-11-26T08:45:00Z'), localTime: '2036-11-26T09:45:00', version: 2 };
    expect(await reminderOf(activity)).toMatchObject({ ...moved, status: 'scheduled' });
  });

  it('moves to where it is told', async () => {
    const activity = await planned();
    const reminder = { localTime: '2036-11-25T18:00', timeZone: 'Asia/Tokyo' };
    const change = { plannedAt: '2036-11-26T09:15:00Z', reminder };
    await service.change(manager, { ...idOf(activity), change });
    const told = { dueAt: new Date('2036-11-25T09:00:00Z'), timeZone: 'Asia/Tokyo', version: 2 };
    expect(await reminderOf(activity)).toMatchObject(told);
  });

  it('stays when something else changes', async () => {
    const activity = await planned();
    await service.change(manager, { ...idOf(activity), change: { subject: 'Another' } });
    expect(await reminderOf(activity)).toMatchObject({ dueAt: activity.reminder?.dueAt, version: 1 });
  });

  it('is set later for an activity that had none', async () => {
    const activity = await context.plan(manager, { plannedAt: '2036-11-24T09:00:00Z' });
    const reminder = { localTime: '2036-11-24T09:00' };
    await service.change(manager, { ...idOf(activity), change: { reminder } });
    expect(await reminderOf(activity)).toMatchObject({ dueAt: new Date('2036-11-24T08:00:00Z'), version: 1 });
  });

  it.each<[string, (activity: ActivityDocument) => Promise<unknown>]>([
    [
      'nobody wants it any more',
      (activity) => service.change(manager, { ...idOf(activity), change: { reminder: null } }),
    ],
    ['the activity is cancelled', (activity) => service.cancel(manager, { ...idOf(activity), comment: null })],
    ['the activity is completed', (activity) => service.complete(manager, { ...idOf(activity), completion: done })],
  ])('is cancelled when %s', async (_when, act) => {
    const activity = await planned();
    await act(activity);
    expect(await reminderOf(activity)).toMatchObject({ status: 'cancelled', version: 2 });
  });

  it('is set anew after it was cancelled', async () => {
    const activity = await planned();
    await service.change(manager, { ...idOf(activity), change: { reminder: null } });
    await service.change(manager, { ...idOf(activity), change: { reminder: { localTime: '2036-11-24T08:00' } } });
    expect(await reminderOf(activity)).toMatchObject({ status: 'scheduled', version: 3 });
  });

  it('that lies in the past is refused, and nothing is stored', async () => {
    const clientId = newId();
    const attempt = context.plan(manager, { clientId, reminder: { localTime: '2020-11-24T08:00' } });
    await expect(attempt).rejects.toThrow('reminder.in_past');
    expect(await context.model('Activity').countDocuments({ clientId })).toBe(0);

    const activity = await planned();
    const change = { plannedAt: '2020-11-24T09:00:00Z' };
    await expect(service.change(manager, { ...idOf(activity), change })).rejects.toThrow('reminder.in_past');
    expect(await reminderOf(activity)).toMatchObject({ version: 1 });
    expect(await context.stored(activity)).toMatchObject({ version: 1, plannedAt: activity.plannedAt });
  });

  describe('in the step that decides who fires', () => {
    const repository = () => context.get(ReminderRepository);
    const dueAt = (moment: string) => context.model<ReminderDocument>('Reminder').updateMany({}, { dueAt: moment });

    async function versionOf(activity: ActivityDocument, version: number) {
      return { reminderId: (await context.reminderOf(activity))?._id.toHexString() ?? '', version };
    }

    it('is not found before its moment, by the clock of the database', async () => {
      const activity = await planned();
      expect(await repository().fire(await versionOf(activity, 1))).toBeNull();
      expect(await reminderOf(activity)).toMatchObject({ status: 'scheduled' });
    });

    it('is found once, and only in the version that the alarm was set for', async () => {
      const activity = await planned();
      await service.change(manager, { ...idOf(activity), change: { reminder: { localTime: '2036-11-24T08:00' } } });
      await dueAt('2020-01-01T00:00:00Z');
      expect(await repository().fire(await versionOf(activity, 1))).toBeNull();
      expect(await repository().fire(await versionOf(activity, 2))).toMatchObject({ status: 'fired', version: 2 });
      expect(await repository().fire(await versionOf(activity, 2))).toBeNull();
    });
  });

  it('is found by the reconciler through an index of the scheduled ones alone', async () => {
    const far = new Date('2037-01-01T00:00:00Z');
    const find = () => context.get(ReminderRepository).dueBetween({ to: far, limit: 1 });
    const [query] = await profiledQueries(context.service.connection, 'reminders', find);
    expect(query).toMatchObject({ planSummary: 'IXSCAN { dueAt: 1, _id: 1 }', docsExamined: 1 });
    expect(query?.hasSortStage).toBeUndefined();
    const due = await context.get(ReminderRepository).dueBetween({ to: far, limit: 1 });
    const rest = await context.get(ReminderRepository).dueBetween({ to: far, after: due[0], limit: 100 });
    const all = await context.get(ReminderRepository).dueBetween({ to: far, limit: 100 });
    expect([...due, ...rest].map(({ _id }) => _id)).toEqual(all.map(({ _id }) => _id));
    expect(all.length).toBeGreaterThan(2);
  });
});
