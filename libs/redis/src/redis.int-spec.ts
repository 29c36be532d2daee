import { HealthRegistry, NestLogger, createLogger, runInTransaction } from '@crm/observability';
import { SeverableLink, eventually, testServers, uniqueName } from '@crm/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import { RedisConnection, RedisModule, RedisPublisher, RedisSubscriber } from './index.ts';

describe(RedisModule, () => {
  let link: SeverableLink;
  let app: TestingModule;

  beforeEach(async () => {
    link = await SeverableLink.to(testServers().redisUrl);
    app = await Test.createTestingModule({ imports: [RedisModule.forRoot({ url: link.url })] })
      .setLogger(new NestLogger(createLogger('test', 'fatal')))
      .compile();
    await app.init();
  });
  afterEach(async () => {
    await app.close();
    link.sever();
  });

  const redisCheck = async () => (await app.get(HealthRegistry, { strict: false }).readiness()).checks[0];

  it('fails commands at once while Redis is away, and works again when it is back', async () => {
    const { client } = app.get(RedisConnection, { strict: false });
    link.sever();
    await eventually(() => expect(client.isReady).toBe(false));
    await expect(client.ping()).rejects.toThrow('The client is offline');
    await link.mend();
    await eventually(async () => expect(await client.ping()).toBe('PONG'));
  });

  it('stays ready without Redis, and reports its absence', async () => {
    expect(await redisCheck()).toEqual({ name: 'redis', required: false, ok: true });
    link.sever();
    await eventually(async () => expect(await redisCheck()).toMatchObject({ required: false, ok: false }));
    expect(await app.get(HealthRegistry, { strict: false }).readiness()).toMatchObject({ ready: true });
  });

  it('carries messages, also after the connection was lost', async () => {
    const channel = uniqueName('notifications');
    const heard: unknown[] = [];
    await app.get(RedisSubscriber, { strict: false }).subscribe(`${channel}:*`, (...message) => heard.push(message));
    const say = (text: string) => app.get(RedisPublisher, { strict: false }).publish(`${channel}:anna`, { text });

    await say('first');
    await eventually(() => expect(heard).toEqual([[{ text: 'first' }, `${channel}:anna`]]));

    link.sever();
    await link.mend();
    await eventually(async () => {
      await say('again');
      expect(heard).toContainEqual([{ text: 'again' }, `${channel}:anna`]);
    });
  });

  it('drops a message that a listener cannot take, and hears the next', async () => {
    const channel = uniqueName('notifications');
    const heard: unknown[] = [];
    await app.get(RedisSubscriber, { strict: false }).subscribe(channel, (message) => {
      if (message === 1) throw new Error('not that one');
      heard.push(message);
    });
    const { client } = app.get(RedisConnection, { strict: false });
    for (const text of ['no json', '1', '2']) await client.publish(channel, text);
    await eventually(() => expect(heard).toEqual([2]));
  });

  it('hears no more after the subscription has ended', async () => {
    const channel = uniqueName('notifications');
    const subscriber = app.get(RedisSubscriber, { strict: false });
    const heard: unknown[] = [];
    const end = await subscriber.subscribe(channel, () => heard.push('ended'));
    await end();
    await subscriber.subscribe(channel, () => heard.push('other'));
    await app.get(RedisPublisher, { strict: false }).publish(channel, {});
    await eventually(() => expect(heard).toEqual(['other']));
  });

  it('publishes nothing inside of a transaction, which may run again (M6)', async () => {
    const publisher = app.get(RedisPublisher, { strict: false });
    const announced = runInTransaction({ deadline: Date.now() + 60_000 }, () => publisher.publish('channel', {}));
    await expect(announced).rejects.toThrow('put it off with afterCommit');
  });

  it('closes while Redis is away', async () => {
    const { client } = app.get(RedisConnection, { strict: false });
    await app.get(RedisSubscriber, { strict: false }).subscribe(uniqueName('notifications'), () => {});
    link.sever();
    await eventually(() => expect(client.isReady).toBe(false));
    await app.close();
    expect(client.isOpen).toBe(false);
  });

  it('says that Redis cannot be reached', async () => {
    link.sever();
    const started = RedisConnection.open(link.url, { withinMs: 200 });
    await expect(started).rejects.toThrow('Redis cannot be reached');
  });
});
