import amqp, { type AmqpConnectionManager } from 'amqp-connection-manager';

const CONNECT_MILLISECONDS = 30_000;

const settings = { heartbeatIntervalInSeconds: 10, reconnectTimeInSeconds: 1 };

/**
 * The connection on which a program sends: questions on one channel, events on another. It consumes nothing but answers,
 * because a broker that is short of memory stops reading from connections that publish.
 */
export class BrokerConnection {
  private constructor(readonly manager: AmqpConnectionManager) {}

  /** Begins to connect, and connects again whenever the link drops. */
  static to(url: string): BrokerConnection {
    return new BrokerConnection(amqp.connect([url], settings));
  }

  /**
   * Waits for what the connection is needed for.
   *
   * @throws Error when it does not come within 30 seconds; the connection is closed then.
   */
  async until(ready: Promise<unknown>): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => late.reject(new Error('RabbitMQ did not answer within 30 s: is RABBITMQ_URL right?')),
      CONNECT_MILLISECONDS,
    );
    try {
      await Promise.race([ready, late.promise]);
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  close(): Promise<void> {
    return this.manager.close();
  }
}
