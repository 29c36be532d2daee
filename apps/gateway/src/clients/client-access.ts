import { Injectable } from '@nestjs/common';
import { getClient } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';

/** Asks the clients service, which alone knows it, whether the caller may attach something to a client. */
@Injectable()
export class ClientAccess {
  constructor(private readonly rpc: RpcClient) {}

  /**
   * Does nothing for a record without a client.
   *
   * @throws DomainError `client.not_found` when there is none, or none that the caller sees.
   */
  async require(clientId: string | null | undefined): Promise<void> {
    if (clientId) await this.rpc.call(getClient, { clientId });
  }
}
