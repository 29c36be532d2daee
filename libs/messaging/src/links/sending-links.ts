import { RabbitEventPublisher } from '../events/event-publisher.ts';
import { RpcClient, type RpcClientOptions } from '../rpc-client.ts';
import { BrokerConnection } from './broker-connection.ts';

/** All that a program sends over RabbitMQ: questions and events, on one connection. */
export class SendingLinks {
  private constructor(
    private readonly connection: BrokerConnection,
    readonly client: RpcClient,
    readonly publisher: RabbitEventPublisher,
  ) {}

  /**
   * @throws TopologyError when an exchange exists with other settings, Error when the broker cannot be reached within 30
   *   seconds.
   */
  static async open({ url, ...asking }: RpcClientOptions): Promise<SendingLinks> {
    const connection = BrokerConnection.to(url);
    const client = await RpcClient.over(connection, asking);
    return new SendingLinks(connection, client, await RabbitEventPublisher.over(connection, asking.queuePrefix));
  }

  async close(): Promise<void> {
    await this.client.close();
    await this.publisher.close();
    await this.connection.close();
  }
}
