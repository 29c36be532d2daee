import { Injectable, Logger } from '@nestjs/common';
import { assertOutsideTransaction } from '@crm/observability';
import { RedisConnection, type RedisClient } from './redis-connection.ts';

/** Sends messages to whoever listens at this moment; nobody keeps them, so they only hint at what is stored elsewhere. */
@Injectable()
export class RedisPublisher {
  constructor(private readonly redis: RedisConnection) {}

  /** @throws Error at once when Redis is away, and inside of a transaction, which may run again. */
  async publish(channel: string, message: object): Promise<void> {
    assertOutsideTransaction('Something was published');
    await this.redis.client.publish(channel, JSON.stringify(message));
  }
}

type Listener = (message: unknown, channel: string) => void;

/** Hears what `RedisPublisher` sends, from any process. Subscriptions outlive a lost connection; messages do not. */
@Injectable()
export class RedisSubscriber {
  private readonly log = new Logger(RedisSubscriber.name);
  private client: Promise<RedisClient> | undefined;

  constructor(private readonly redis: RedisConnection) {}

  /**
   * @param pattern channels to hear, where `*` stands for any characters: `notifications:*`.
   * @returns ends the subscription.
   */
  async subscribe(pattern: string, listener: Listener): Promise<() => Promise<void>> {
    this.client ??= this.redis.duplicate({ disableOfflineQueue: false });
    const client = await this.client;
    const receive = (text: string, channel: string): void => this.deliver({ text, channel, listener });
    await client.pSubscribe(pattern, receive);
    return () => client.pUnsubscribe(pattern, receive);
  }

  private deliver({ text, channel, listener }: { text: string; channel: string; listener: Listener }): void {
    try {
      listener(JSON.parse(text), channel);
    } catch (error) {
      this.log.error(`A message on ${channel} was dropped`, error);
    }
  }
}
