import { RedisConnection } from '@crm/redis';
import { aManager, eventually } from '@crm/testing';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import { type CuttableRedis, useCuttableRedis } from '../../test/own-redis.ts';
import type { ActivityDocument } from '../activities/activity.schema.ts';
import { ActivityService } from '../activities/activity.service.ts';
import { ReminderReconciler } from './reminder-reconciler.worker.ts';

describe('while Redis is away', () => {
  let redis: CuttableRedis;
  let context: ActivitiesContext;
  const manager = aManager({ timeZone: 'UTC' });

  beforeEach(async () => {
    redis = await useCuttableRedis();
    context = await startActivitiesContext();
  });
  afterEach(async () => {
    redis.restore();
    await context.stop();
    await redis.close();
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
    redis.cut();
    await eventually(() => expect(context.get(RedisConnection).client.ping()).rejects.toThrow());
    const meanwhile = await remindedIn(2_000);
    const reminder = { localTime: localTimeIn(3_000) };
    await context
      .get(ActivityService)
      .change(manager, { activityId: meanwhile._id.toHexString(), change: { reminder } });
    await Promise.all([fired(before), fired(meanwhile)]);

    redis.restore();
    await eventually(() => context.get(RedisConnection).client.ping(), { within: 60_000 });
    await fired(await remindedIn(2_000));
  }, 200_000);
});
