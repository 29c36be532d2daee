import { setTimeout as pause } from 'node:timers/promises';
import { Activity, listNotifications, type Notification } from '@crm/contracts';
import { eventually } from '@crm/testing';
import type { ApiUser } from './api-user.ts';
import { LiveNotifications } from './live-notifications.ts';
import { startTimeout, WholeSystem } from './whole-system.ts';

/** Far enough ahead for what the test does before it, also on a machine that does much else. */
const AHEAD_MS = 6_000;
const HOUR_MS = 3_600_000;
const patiently = { within: 90_000 };

describe('a reminder', () => {
  let system: WholeSystem;
  let user: ApiUser;
  let live: LiveNotifications;

  beforeAll(async () => {
    system = await WholeSystem.start({ name: 'reminders', demo: false });
    user = await system.signIn('administrator');
    live = await LiveNotifications.of(user);
  }, startTimeout);

  afterAll(async () => {
    live.close();
    await system.stop();
  }, startTimeout);

  const iso = (moment: number): string => new Date(moment).toISOString();

  /** An activity an hour after its reminder. */
  function planRemindedAt(dueAt: number): Promise<Activity> {
    const reminder = { localTime: iso(dueAt).slice(0, -1), timeZone: 'UTC' };
    const activity = { type: 'task', subject: 'Call back', plannedAt: iso(dueAt + HOUR_MS), reminder };
    return user.post('/activities', activity, [201, Activity]);
  }

  const listed = async (): Promise<Notification[]> =>
    (await user.get('/me/notifications?limit=100', listNotifications.output)).data;

  const about = (notifications: Notification[], { id }: Activity): Notification[] =>
    notifications.filter(({ activityId }) => activityId === id);

  /** Waits until the user was told, live and in his list, and makes sure that he was told once. */
  async function toldOnce(activity: Activity): Promise<Notification> {
    const [inList] = await eventually(async () => {
      const found = about(await listed(), activity);
      expect(found).toHaveLength(1);
      return found;
    }, patiently);
    await eventually(() => expect(about(live.heard, activity)).toEqual([inList]), patiently);
    return inList!;
  }

  const shown = (activity: Activity): Promise<Activity> => user.get(`/activities/${activity.id}`, Activity);

  /** How many reminders have an alarm set that has not rung. */
  const alarms = (): Promise<number> => system.redis.zCard('crm-jobs:activities.send-reminder:delayed');

  async function passed(moment: number): Promise<void> {
    while (Date.now() <= moment) await pause(moment - Date.now() + 1);
  }

  it('comes once, live and into the list, at the moment that was asked for', async () => {
    const dueAt = Date.now() + AHEAD_MS;
    const activity = await planRemindedAt(dueAt);
    const told = await toldOnce(activity);
    expect(told).toMatchObject({ kind: 'reminder', subject: 'Call back', dueAt: iso(dueAt), readAt: null });
    expect(Date.parse(told.createdAt)).toBeGreaterThanOrEqual(dueAt);
    expect((await shown(activity)).reminder).toMatchObject({ status: 'fired' });
  });

  it('comes at its new moment alone when the activity is moved, and never when it is cancelled', async () => {
    const dueAt = Date.now() + AHEAD_MS;
    const [moved, cancelled] = await Promise.all([planRemindedAt(dueAt), planRemindedAt(dueAt)]);
    const later = iso(dueAt + HOUR_MS + 2_000);
    await user.ask(`/activities/${moved.id}`, { method: 'PATCH', body: { plannedAt: later } });
    await user.post(`/activities/${cancelled.id}/cancel`, {}, [200, Activity]);
    const told = await toldOnce(moved);
    expect(told.dueAt).toBe(iso(dueAt + 2_000));
    expect(Date.parse(told.createdAt)).toBeGreaterThanOrEqual(dueAt + 2_000);
    expect([...about(live.heard, cancelled), ...about(await listed(), cancelled)]).toEqual([]);
  });

  it('comes after its moment when the service was killed before and started after it', async () => {
    const dueAt = Date.now() + AHEAD_MS;
    const activity = await planRemindedAt(dueAt);
    system.stack.kill('activities', 'SIGKILL');
    await passed(dueAt);
    await system.stack.restart('activities');
    await toldOnce(activity);
  });

  it('comes also when Redis was emptied before its moment', async () => {
    const activity = await planRemindedAt(Date.now() + AHEAD_MS);
    await eventually(async () => expect(await alarms()).toBe(1));
    await system.redis.flushDb();
    await toldOnce(activity);
  });
});
