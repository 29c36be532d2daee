import { type Actor, listNotifications, notificationsAfter, type RpcRequest } from '@crm/contracts';
import { newId, toObjectId, Transaction } from '@crm/persistence';
import { aManager, anAdministrator } from '@crm/testing';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import { profiledQueries } from '../../test/profiled-queries.ts';
import { toNotification } from './notification.mapper.ts';
import { NotificationRepository } from './notification.repository.ts';
import type { NotificationDocument } from './notification.schema.ts';
import { NotificationService } from './notification.service.ts';

describe(NotificationService, () => {
  let context: ActivitiesContext;
  let service: NotificationService;

  beforeAll(async () => {
    context = await startActivitiesContext();
    service = context.get(NotificationService);
  });
  afterAll(() => context.stop());

  const now = new Date('2026-11-23T10:00:00Z');

  /** Notifies of one reminder after the other. */
  async function notified(actor: Actor, times: number): Promise<NotificationDocument[]> {
    const told: NotificationDocument[] = [];
    for (let time = 1; time <= times; time += 1) {
      const ids = { employeeId: toObjectId(actor.employeeId), reminderId: toObjectId(newId()) };
      const what = { kind: 'reminder', subject: `Call ${time}`, clientId: null, plannedAt: now, dueAt: now } as const;
      const notification = { ...what, ...ids, activityId: toObjectId(newId()), reminderVersion: 1 };
      const insert = () => context.get(NotificationRepository).insert(notification, now);
      told.push(await context.get(Transaction).run(insert));
    }
    return told;
  }

  async function list(actor: Actor, filter: RpcRequest<typeof listNotifications> = {}) {
    const { data, ...page } = await service.list(actor, listNotifications.input.parse(filter));
    return listNotifications.output.parse({ ...page, data: data.map(toNotification) });
  }
  const subjects = (notifications: readonly { subject: string }[]) => notifications.map(({ subject }) => subject);
  const hex = ({ _id }: NotificationDocument) => _id.toHexString();

  it('shows the newest first, page by page, with the number of unread ones', async () => {
    const actor = aManager();
    await notified(actor, 5);
    const first = await list(actor, { limit: 3, count: true });
    expect(first).toMatchObject({ unreadCount: 5, total: 5 });
    expect(subjects(first.data)).toEqual(['Call 5', 'Call 4', 'Call 3']);
    const second = await list(actor, { limit: 3, cursor: first.page.nextCursor ?? '' });
    expect(subjects(second.data)).toEqual(['Call 2', 'Call 1']);
  });

  it('keeps unread ones apart from read ones', async () => {
    const actor = aManager();
    const [, second] = await notified(actor, 3);
    await service.read(actor, second ? hex(second) : '');
    expect(subjects((await list(actor, { unread: true })).data)).toEqual(['Call 3', 'Call 1']);
    const read = await list(actor, { unread: false });
    expect(subjects(read.data)).toEqual(['Call 2']);
    expect(read.unreadCount).toBe(2);
  });

  it('keeps the moment of the first reading', async () => {
    const actor = aManager();
    const [notification] = await notified(actor, 1);
    const first = await service.read(actor, notification ? hex(notification) : '');
    const again = await service.read(actor, notification ? hex(notification) : '');
    expect(first.readAt).toBeInstanceOf(Date);
    expect(again).toEqual(first);
  });

  it.each([
    ['a colleague', aManager()],
    ['an administrator', anAdministrator()],
  ])('shows them to nobody else, such as %s', async (_who, stranger) => {
    const [notification] = await notified(aManager(), 1);
    await expect(service.read(stranger, notification ? hex(notification) : '')).rejects.toThrow(
      'notification.not_found',
    );
    expect(await list(stranger)).toMatchObject({ data: [], unreadCount: 0 });
    expect(await service.after(stranger, { afterId: null, limit: 100 })).toEqual([]);
  });

  describe('what came after the last one seen', () => {
    it.each([
      ['the second', 1, ['Call 3', 'Call 4']],
      ['the last', 3, []],
    ])('is told oldest first: after %s', async (_which, index, expected) => {
      const actor = aManager();
      const told = await notified(actor, 4);
      const afterId = told[index] ? hex(told[index]) : null;
      const data = (await service.after(actor, { afterId, limit: 100 })).map(toNotification);
      expect(subjects(notificationsAfter.output.parse({ data }).data)).toEqual(expected);
    });

    it.each([
      ['nothing was seen yet', null],
      ['the last one seen is unknown', newId()],
    ])('is everything, page by page, when %s', async (_when, afterId) => {
      const actor = aManager();
      await notified(actor, 3);
      const first = await service.after(actor, { afterId, limit: 2 });
      expect(subjects(first)).toEqual(['Call 1', 'Call 2']);
    });

    it('misses nothing that was begun before and committed after', async () => {
      const actor = aManager();
      await notified(actor, 1);
      const together = await Promise.all(Array.from({ length: 8 }, () => notified(actor, 3)));
      expect(together.flat()).toHaveLength(24);
      const all = await service.after(actor, { afterId: null, limit: 100 });
      expect(all.map(({ place }) => place)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    });
  });

  it('does not tell of the same reminder twice', async () => {
    const [first] = await notified(aManager(), 1);
    if (!first) throw new Error('Nobody was notified');
    const { _id, place, version, createdAt, updatedAt, readAt, ...same } = first;
    const again = context.get(Transaction).run(() => context.get(NotificationRepository).insert(same, now));
    await expect(again).rejects.toThrow('E11000');
    expect([_id, place, version, createdAt, updatedAt, readAt]).toHaveLength(6);
  });

  it('reads its lists from indexes', async () => {
    const actor = aManager();
    const [first] = await notified(actor, 30);
    const queries = await profiledQueries(context.service.connection, 'notifications', async () => {
      await list(actor, { limit: 5 });
      await list(actor, { limit: 5, unread: true });
      await service.after(actor, { afterId: first ? hex(first) : null, limit: 5 });
    });
    expect(queries.length).toBeGreaterThanOrEqual(6);
    for (const { planSummary, hasSortStage, docsExamined } of queries) {
      expect(planSummary).toMatch(/^(IXSCAN|COUNT_SCAN|IDHACK)/);
      expect(hasSortStage).toBeUndefined();
      expect(docsExamined).toBeLessThanOrEqual(30);
    }
  });
});
