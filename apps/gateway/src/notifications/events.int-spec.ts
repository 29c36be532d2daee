import { lastValueFrom } from 'rxjs';
import { currentActor } from '@crm/access';
import { listNotifications, type Notification, notificationChannel, notificationsAfter } from '@crm/contracts';
import { RedisPublisher } from '@crm/redis';
import { eventually } from '@crm/testing';
import { EventStream } from '../../test/event-stream.ts';
import { aNotification } from '../../test/records.ts';
import { type SignedIn, TestGateway } from '../../test/test-gateway.ts';
import { CallerDirectory } from '../auth/caller-directory.ts';
import { LiveNotifications } from './live-notifications.ts';

describe('live notifications', () => {
  let gateway: TestGateway;
  let reader: SignedIn;
  let url: string;
  let stored: Notification[];
  const streams: EventStream[] = [];

  beforeAll(async () => {
    gateway = await TestGateway.start();
    await gateway.app.listen({ port: 0, host: '127.0.0.1' });
    url = `${await gateway.app.getUrl()}/api/v1/me/events`;
  });
  afterAll(() => gateway.stop());

  beforeEach(async () => {
    stored = [];
    reader = await gateway.signIn();
    gateway
      .service('activities')
      .answer(listNotifications, () => ({
        data: stored.toReversed().slice(0, 1),
        page: { nextCursor: null, hasMore: false },
        unreadCount: 0,
      }))
      .answer(notificationsAfter, ({ afterId, limit }) => ({
        data: stored
          .filter(({ id }) => afterId === null || id > afterId)
          .toSorted((a, b) => (a.id < b.id ? -1 : 1))
          .slice(0, limit),
      }));
  });
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close();
  });

  const connect = async (lastEventId?: string, { headers } = reader): Promise<EventStream> => {
    const { authorization } = headers;
    const stream = await EventStream.open({ url, authorization, ...(lastEventId && { lastEventId }) });
    streams.push(stream);
    return stream;
  };
  const store = (...notifications: Notification[]) => stored.push(...notifications);
  const announce = () => gateway.app.get(RedisPublisher).publish(notificationChannel(reader.employeeId), {});

  it('come as they are announced, to everybody who is connected for the employee', async () => {
    const [first, second] = await Promise.all([connect(), connect()]);
    const notification = aNotification({ subject: 'Call Irina' });
    store(notification);
    await announce();
    await eventually(() => {
      expect(first.received).toEqual([{ id: notification.id, data: notification }]);
      expect(second.ids).toEqual([notification.id]);
    });
  });

  it('begin with what was missed since the last event', async () => {
    const [seen, missed, alsoMissed] = [aNotification(), aNotification(), aNotification()];
    store(seen, missed, alsoMissed);
    const stream = await connect(seen.id);
    await eventually(() => expect(stream.ids).toEqual([missed.id, alsoMissed.id]));
  });

  it('replay more than one question can bring', async () => {
    const seen = aNotification();
    const missed = Array.from({ length: 250 }, () => aNotification());
    store(seen, ...missed);
    const stream = await connect(seen.id);
    await eventually(() => expect(stream.ids).toEqual(missed.map(({ id }) => id)));
  });

  it('do not repeat old ones to a reader who comes for the first time', async () => {
    store(aNotification());
    const stream = await connect();
    const next = aNotification();
    store(next);
    await announce();
    await eventually(() => expect(stream.ids).toEqual([next.id]));
  });

  it('come once, though many announcements were made and one of them was stored out of order', async () => {
    const stream = await connect();
    const earlier = aNotification();
    const later = aNotification();
    store(later);
    await Promise.all(Array.from({ length: 20 }, announce));
    await eventually(() => expect(stream.ids).toEqual([later.id]));
    store(earlier);
    await announce();
    await eventually(() => expect(stream.ids).toEqual([later.id, earlier.id]));
  });

  it('are asked for on behalf of each reader', async () => {
    const colleague = await gateway.signIn();
    const [own, hers] = [aNotification(), aNotification()];
    gateway.service('activities').answer(notificationsAfter, () => ({
      data: [currentActor().employeeId === colleague.employeeId ? hers : own],
    }));
    const [stream, herStream] = await Promise.all([connect(), connect(undefined, colleague)]);
    await eventually(() => {
      expect(stream.ids).toEqual([own.id]);
      expect(herStream.ids).toEqual([hers.id]);
    });
  });

  it('go on after the activities service has failed', async () => {
    const stream = await connect();
    const notification = aNotification();
    const failed = Promise.withResolvers<true>();
    gateway.service('activities').answer(notificationsAfter, () => {
      failed.resolve(true);
      throw new TypeError('broken');
    });
    await announce();
    await failed.promise;
    gateway.service('activities').answer(notificationsAfter, () => ({ data: [notification] }));
    await announce();
    await eventually(() => expect(stream.ids).toEqual([notification.id]));
  });

  it('end when the program stops', async () => {
    const stream = await connect();
    gateway.app.get(LiveNotifications).onModuleDestroy();
    await eventually(() => expect(stream.ended).toBe(true));
  });

  it('end when the access token does', async () => {
    const { accountId } = reader.session.me;
    const caller = await gateway.app.get(CallerDirectory).get(accountId);
    const expiresAt = new Date(Date.now() + 100);
    const live = gateway.app.get(LiveNotifications);
    const stream = await live.of({ caller, requestId: 'r-1', lastEventId: undefined, expiresAt });
    expect(await lastValueFrom(stream, { defaultValue: 'ended' })).toBe('ended');
  });

  it('are refused without a token', async () => {
    const reply = await fetch(url);
    expect(reply.status).toBe(401);
    expect(await reply.json()).toMatchObject({ code: 'unauthenticated' });
  });

  it('are a problem when they cannot begin', async () => {
    gateway.service('activities').answer(listNotifications, () => {
      throw new TypeError('broken');
    });
    const reply = await fetch(url, { headers: reader.headers });
    expect(reply.status).toBe(500);
    expect(await reply.json()).toMatchObject({ code: 'internal' });
  });
});
