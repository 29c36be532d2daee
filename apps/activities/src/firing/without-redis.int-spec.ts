import { RedisConnection } from '@crm/redis';
import { aManager, eventually, SeverableLink, testServers } from '@crm/testing';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import type { ActivityDocument } from '../activities/activity.schema.ts';
import { ActivityService } from '../activities/activity.service.ts';
import { ReminderReconciler } from './reminder-reconciler.worker.ts';

describe('while Redis is away', () => {
  let redis: SeverableLink;
  let context: ActivitiesContext;
  const manager = aManager({ timeZone: 'UTC' });

  beforeEach(async () => {
    redis = await SeverableLink.to(testServers().redisUrl);
    process.env.REDIS_URL = redis.url;
    context = await startActivitiesContext();
  });
  afterEach(async () => {
    await redis.mend();
    await context.stop();
    redis.sever();
  });

  const localTimeIn = (ms: number): string => new Date(Date.now() + ms).toISOString().slice(0, -1);
  const remindedIn = (ms: number) => context.plan(manager, { reminder: { localTime: localTimeIn(ms) } });
  /** Reconciles as often as it takes; while Redis is away, that fires what is overdue and then fails to set alarms. */
  const fired = (activity: ActivityDocument) =>
    eventually(
      async () => {
        await Promise.allSettled([context.get(ReminderReconciler).reconcile()]);
        expect(await context.notificationsOf(activity)).toHaveLength(1);
      },
      { within: 60_000 },
    );

  it('activities are planned and changed, reminders fire, and all goes on when it is back', async () => {
    const before = await remindedIn(4_000);
    redis.sever();
    await eventually(() => expect(context.get(RedisConnection).client.ping()).rejects.toThrow());
    const meanwhile = await remindedIn(2_000);
    const reminder = { localTime: localTimeIn(3_000) };
    await context
      .get(ActivityService)
      .change(manager, { activityId: meanwhile._id.toHexString(), change: { reminder } });
    await Promise.all([fired(before), fired(meanwhile)]);

    await redis.mend();
    await eventually(() => context.get(RedisConnection).client.ping(), { within: 60_000 });
    await fired(await remindedIn(2_000));
  }, 200_000);
});
