import type { ActivityRow } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { aManager, anAdministrator, eventually } from '@crm/testing';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import type { ReminderDocument } from '../reminders/reminder.schema.ts';
import { ActivityLoadService } from './activity-load.service.ts';
import type { ActivityDocument } from './activity.schema.ts';

describe(ActivityLoadService, () => {
  let context: ActivitiesContext;
  const administrator = anAdministrator();

  beforeAll(async () => {
    context = await startActivitiesContext();
  });
  afterAll(() => context.stop());

  const load = (rows: ActivityRow[], actor = administrator) => context.get(ActivityLoadService).load(actor, { rows });
  const storedBy = (externalId: string) =>
    context.model<ActivityDocument>('Activity').findOne({ externalId }).lean<ActivityDocument>().exec();
  const idsOf = (result: Awaited<ReturnType<typeof load>>) => result.rows.map(({ id }) => id);
  const outcomesOf = (result: Awaited<ReturnType<typeof load>>) => result.rows.map(({ outcome }) => outcome);

  it('stores a full message, and changes nothing when it comes again', async () => {
    const rows = Array.from({ length: 500 }, () => context.toLoad());
    const first = await load(rows);
    const again = await load(rows.map((row) => ({ ...row, subject: 'Changed since' })));
    expect(new Set(outcomesOf(first))).toEqual(new Set(['created']));
    expect(new Set(outcomesOf(again))).toEqual(new Set(['kept']));
    expect(idsOf(again)).toEqual(idsOf(first));
    expect(await context.model('Activity').countDocuments({ subject: 'Changed since' })).toBe(0);
  });

  it('loads the same rows once when two load them at the same time', async () => {
    const rows = Array.from({ length: 50 }, () => context.toLoad({ dealId: newId() }));
    const [first, second] = await Promise.all([load(rows), load(rows)]);
    expect(idsOf(first)).toEqual(idsOf(second));
    const outcomes = [new Set(outcomesOf(first)), new Set(outcomesOf(second))];
    expect(outcomes).toContainEqual(new Set(['created']));
    expect(outcomes).toContainEqual(new Set(['kept']));
  });

  it('resolves codes and keeps what the rules say', async () => {
    const completed = { status: 'completed', completedAt: '2024-05-01T00:00:00Z', completedPrecision: 'day' } as const;
    const row = context.toLoad({ ...completed, purposeCode: 'first-talks', resultCode: 'agreed' });
    await load([row]);
    expect(await storedBy(row.externalId)).toMatchObject({
      status: 'completed',
      at: new Date('2024-05-01T00:00:00Z'),
      completedPrecision: 'day',
      version: 1,
    });
    const resultId = (await storedBy(row.externalId))?.resultId?.toHexString();
    expect(resultId).toBe(await context.value('result', 'agreed'));
  });

  it('schedules reminders that lie ahead, and no others', async () => {
    const reminder = (dueAt: string) => ({ reminder: { dueAt, timeZone: 'Europe/Moscow' } });
    const ahead = context.toLoad(reminder('2036-11-24T06:00:00Z'));
    const past = context.toLoad(reminder('2020-11-24T06:00:00Z'));
    await load([ahead, past]);
    const scheduled = await context
      .model<ReminderDocument>('Reminder')
      .findOne({ employeeId: ahead.performerId })
      .lean<ReminderDocument>();
    const time = { dueAt: new Date('2036-11-24T06:00:00Z'), timeZone: 'Europe/Moscow' };
    expect(scheduled).toMatchObject({ ...time, localTime: '2036-11-24T09:00:00', status: 'scheduled', version: 1 });
    expect((await storedBy(ahead.externalId))?.reminder).toEqual({ ...time, status: 'scheduled' });
    expect((await storedBy(past.externalId))?.reminder).toBeNull();
    expect(await context.model('Reminder').countDocuments({ employeeId: past.performerId })).toBe(0);
  });

  it('sets the alarms of reminders that are due soon', async () => {
    const dueAt = new Date(Date.now() + 3_000).toISOString();
    const row = context.toLoad({ reminder: { dueAt, timeZone: 'UTC' } });
    await load([row]);
    const filter = { employeeId: row.performerId };
    await eventually(async () => expect(await context.model('Notification').countDocuments(filter)).toBe(1));
  });

  it.each<[string, Partial<ActivityRow>, string]>([
    ['an unknown code', { kindCode: 'telepathy' }, 'classifier.value_unknown'],
    ['no moment', { plannedAt: null }, 'invalid'],
    [
      'an outcome in the future',
      { status: 'completed', completedAt: '2036-01-01T00:00:00Z' },
      'activity.not_yet_happened',
    ],
  ])('stores nothing when a row has %s', async (_what, given, code) => {
    const good = context.toLoad();
    await expect(load([good, context.toLoad(given)])).rejects.toThrow(code);
    expect(await storedBy(good.externalId)).toBeNull();
  });

  it('is for those alone who may load', async () => {
    await expect(load([context.toLoad()], aManager())).rejects.toThrow('forbidden');
  });
});
