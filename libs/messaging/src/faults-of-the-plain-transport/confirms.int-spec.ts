import type { Channel } from 'amqplib';
import { eventually, testServers } from '@crm/testing';
import { PlainTransport } from '../../test/plain-transport.ts';
import { BrokerConnection } from '../links/broker-connection.ts';
import { ConfirmedSender } from '../links/confirmed-sender.ts';

describe('what the broker confirms', () => {
  let plain: PlainTransport;
  let connection: BrokerConnection;
  let sender: ConfirmedSender;
  let queue: string;

  beforeEach(async () => {
    plain = await PlainTransport.open();
    queue = `${plain.queue}.confirmed`;
    connection = BrokerConnection.to(testServers().rabbitmqUrl);
    sender = new ConfirmedSender(connection.manager, async () => {});
    await sender.untilOpen();
  });
  afterEach(async () => {
    await sender.close();
    await connection.close();
    await plain.channel.deleteQueue(queue);
    await plain.remove();
  });

  const assertQueue = (limits: Record<string, unknown> = {}) =>
    plain.channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum', ...limits } });

  const send = (bytes = 1) =>
    sender.send({ exchange: '', routingKey: queue, content: Buffer.alloc(bytes, 'x'), properties: {} });

  /** The broker reads a channel in order: who has an answer on it knows that it has read what went before. */
  async function sendUnconfirmed(channel: Channel, messages: number): Promise<void> {
    for (let sent = 0; sent < messages; sent += 1) channel.sendToQueue(queue, Buffer.from('x'), { persistent: true });
    await channel.checkQueue(queue);
  }

  it('A7: plain is not told what a full queue refuses, whose limit is soft besides; ours knows of each message', async () => {
    await assertQueue({ 'x-max-length': 5, 'x-overflow': 'reject-publish' });
    for (let burst = 0; burst < 10; burst += 1) await sendUnconfirmed(plain.channel, 100);
    const { messageCount: kept } = await plain.channel.purgeQueue(queue);
    expect(kept).toBeGreaterThanOrEqual(5);
    expect(kept).toBeLessThan(1_000);

    const told: boolean[] = [];
    await eventually(async () => {
      told.push(...(await Promise.all(Array.from({ length: 100 }, () => send()))));
      expect(told).toContain(false);
    });
    const { messageCount } = await plain.channel.purgeQueue(queue);
    expect(messageCount).toBe(told.filter(Boolean).length);
  });

  it('A8: no fault: of 2,000 messages, 100 at a time, each is confirmed', async () => {
    await assertQueue();
    const told: boolean[] = [];
    for (let round = 0; round < 20; round += 1) {
      told.push(...(await Promise.all(Array.from({ length: 100 }, () => send(500)))));
    }
    expect(told).toEqual(told.map(() => true));
    expect((await plain.channel.purgeQueue(queue)).messageCount).toBe(2_000);
  });
});
