import amqp, { type AmqpConnectionManager } from 'amqp-connection-manager';
import { brokerUrls, linkSettings } from '../broker-links.ts';
import { gatherWrites } from './gather-writes.ts';

const CONNECT_MILLISECONDS = 30_000;

/**
 * The connection on which a program sends: questions on one channel, events on another. It consumes nothing but answers,
 * because a broker that is short of memory stops reading from connections that publish.
 */
export class BrokerConnection {
  private constructor(readonly manager: AmqpConnectionManager) {}

  /** Begins to connect to one of the nodes, separated by commas, and connects again whenever the link drops. */
  static to(url: string): BrokerConnection {
    const manager = amqp.connect(brokerUrls(url), linkSettings);
    manager.on('connect', ({ connection }) => gatherWrites(connection));
    return new BrokerConnection(manager);
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
