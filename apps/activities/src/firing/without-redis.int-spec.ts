import { aManager, eventually } from '@crm/testing';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import { type CuttableRedis, useCuttableRedis } from '../../test/own-redis.ts';
import type { ActivityDocument } from '../activities/activity.schema.ts';
import { ActivityService } from '../activities/activity.service.ts';

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
  const fired = (activity: ActivityDocument, within: number) =>
    eventually(async () => expect(await context.notificationsOf(activity)).toHaveLength(1), { within });

  it('activities are planned and changed, reminders fire, and alarms ring again when it is back', async () => {
    const before = await remindedIn(2_000);
    redis.cut();
    const meanwhile = await remindedIn(500);
    const reminder = { localTime: localTimeIn(1_000) };
    await context
      .get(ActivityService)
      .change(manager, { activityId: meanwhile._id.toHexString(), change: { reminder } });
    await Promise.all([fired(before, 28_000), fired(meanwhile, 28_000)]);

    redis.restore();
    await fired(await remindedIn(200), 28_000);
  }, 60_000);
});
