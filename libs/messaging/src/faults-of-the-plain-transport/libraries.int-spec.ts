import manager, { type AmqpConnectionManager } from 'amqp-connection-manager';
import amqp, { type Channel, type ChannelModel, type ConsumeMessage } from 'amqplib';
import { eventually, SeverableLink, testServers, uniqueName } from '@crm/testing';
import { linkSettings } from '../broker-links.ts';
import { BrokerConnection } from '../links/broker-connection.ts';
import { ConfirmedSender } from '../links/confirmed-sender.ts';
import { LastingChannel } from '../links/lasting-channel.ts';
import { onThrowAwayChannel } from '../links/throw-away-channel.ts';

const url = testServers().rabbitmqUrl;

describe('faults of the libraries below', () => {
  const queue = uniqueName('libraries');
  let opened: AmqpConnectionManager[];

  const connect = (): AmqpConnectionManager => {
    const connection = manager.connect([url], { reconnectTimeInSeconds: 1 });
    opened.push(connection);
    return connection;
  };

  beforeEach(() => {
    opened = [];
  });
  afterEach(async () => {
    const { connection } = opened[0] ?? {};
    if (connection) await onThrowAwayChannel(connection, (channel) => channel.deleteQueue(queue));
    await Promise.all(opened.map((one) => one.close()));
  });

  /** Acknowledges twice, which the broker answers by closing the channel. */
  function acknowledgeTwice(channel: Channel): void {
    const fields = { deliveryTag: 1 } as ConsumeMessage['fields'];
    channel.ack({ fields } as ConsumeMessage);
  }

  /** Seconds between two signs of life, as agreed with the broker; 0 is none. */
  const heartbeatOf = ({ connection }: ChannelModel): number =>
    (connection as unknown as { heartbeat: number }).heartbeat;

  const lasting = (connection: AmqpConnectionManager) => {
    const attached: Channel[] = [];
    const channel = new LastingChannel(connection, {
      name: 'a test',
      create: (open) => open.createChannel(),
      attach: async (one) => void attached.push(one),
      detach: () => {},
    });
    return { channel, attached };
  };

  it('A1: a fault of one channel ends the plain connection with all others on it; of ours it renews that channel alone', async () => {
    const plain = connect();
    let connections = 0;
    plain.on('connect', () => (connections += 1));
    const setups: Channel[] = [];
    plain.createChannel({ setup: async (channel: Channel) => void setups.push(channel) });
    await eventually(() => expect(setups).toHaveLength(1));
    acknowledgeTwice(setups[0]!);
    await eventually(() => expect(connections).toBe(2));

    const ours = connect();
    const [first, second] = [lasting(ours), lasting(ours)];
    await Promise.all([first.channel.untilAttached(), second.channel.untilAttached()]);
    const { connection } = ours;
    acknowledgeTwice(first.attached[0]!);
    await eventually(() => expect(first.attached).toHaveLength(2));
    expect(second.attached).toHaveLength(1);
    expect(ours.connection).toBe(connection);
  });

  it('A2: a plain channel that somebody listens to for errors stays dead while connected; ours comes back', async () => {
    const plain = connect();
    const setups: Channel[] = [];
    const closed = Promise.withResolvers<undefined>();
    plain.createChannel({
      setup: async (channel: Channel) => {
        channel.once('error', () => {});
        channel.once('close', () => closed.resolve(undefined));
        setups.push(channel);
      },
    });
    await eventually(() => expect(setups).toHaveLength(1));
    acknowledgeTwice(setups[0]!);
    await closed.promise;
    expect(plain.isConnected()).toBe(true);

    const { channel, attached } = lasting(connect());
    await channel.untilAttached();
    acknowledgeTwice(attached[0]!);
    await eventually(() => expect(channel.ready).toBeUndefined());
    await eventually(() => expect(channel.ready).toBe(attached[1]));
    expect(setups).toHaveLength(1);
  });

  it('A3: the plain channel keeps what it cannot send, without a limit; ours says at once that it did not', async () => {
    const nowhere = manager.connect(['amqp://127.0.0.1:1'], { reconnectTimeInSeconds: 1 });
    opened.push(nowhere);
    const wrapper = nowhere.createChannel();
    const kept = Array.from({ length: 100 }, () => wrapper.sendToQueue(queue, Buffer.from('late')).catch(() => {}));
    expect(wrapper.queueLength()).toBe(100);
    const sender = new ConfirmedSender(nowhere, async () => {});
    const late = { exchange: '', routingKey: queue, content: Buffer.from('late'), properties: {} };
    expect(await sender.send(late)).toBe(false);
    await wrapper.close();
    await Promise.all(kept);
  });

  it('A4: plain amqplib stays down when its link drops and may be told to know no heartbeat; ours comes back and has one', async () => {
    const link = await SeverableLink.to(url);
    const plain = await amqp.connect(`${link.url}?heartbeat=0`);
    plain.on('error', () => {});
    const down = new Promise((resolve) => plain.once('close', resolve));
    expect(heartbeatOf(plain)).toBe(0);

    const connection = BrokerConnection.to(link.url);
    const { channel, attached } = lasting(connection.manager);
    await channel.untilAttached();
    expect(heartbeatOf(connection.manager.connection!)).toBe(linkSettings.heartbeatIntervalInSeconds);
    link.sever();
    await down;
    await link.mend();
    await eventually(() => expect(attached).toHaveLength(2));
    await expect(plain.createChannel()).rejects.toThrow(/closed/);
    await connection.close();
    link.sever();
  });
});
