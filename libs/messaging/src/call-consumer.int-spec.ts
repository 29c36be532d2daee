import amqp from 'amqplib';
import { eventually, testServers } from '@crm/testing';
import { EchoService } from '../test/echo-service.ts';

const SILENCE_MS = 20;

describe('a consumer of calls that hears nothing', () => {
  let echo: EchoService;

  beforeEach(async () => {
    echo = new EchoService({ silenceMs: SILENCE_MS });
    await echo.start((text) => `${text}!`);
    await echo.connect();
  });
  afterEach(() => echo.remove());

  /** The number of consumers of the queue, looked at so often that many askings lie in between. */
  async function consumersSeen(looks: number): Promise<Set<number>> {
    const connection = await amqp.connect(testServers().rabbitmqUrl);
    const channel = await connection.createChannel();
    const seen = new Set<number>();
    for (let look = 0; look < looks; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, SILENCE_MS / 2));
      seen.add((await channel.checkQueue(echo.queue)).consumerCount);
    }
    await connection.close();
    return seen;
  }

  it('asks anew without ever leaving the queue, and leaves no other consumer behind', async () => {
    const seen = await consumersSeen(50);
    expect([...seen].every((count) => count === 1 || count === 2)).toBe(true);
    await echo.ask('still');
    await eventually(async () => expect(await consumersSeen(1)).toEqual(new Set([1])));
    expect(await echo.ask('there')).toEqual({ text: 'there!' });
    expect(echo.server.isAttached()).toBe(true);
  });
});
