import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import {
  type RpcInput,
  type RpcOutput,
  changeClient,
  createClient,
  getClient,
  listClients,
  loadClients,
  nameClients,
} from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { ClientLoadService } from './client-load.service.ts';
import { ClientService } from './client.service.ts';

@Controller()
export class ClientsRpcController {
  constructor(
    private readonly service: ClientService,
    private readonly loads: ClientLoadService,
  ) {}

  @Rpc(createClient)
  async create(input: RpcInput<typeof createClient>): Promise<RpcOutput<typeof createClient>> {
    return this.service.create(currentActor(), input);
  }

  @Rpc(changeClient)
  async change(input: RpcInput<typeof changeClient>): Promise<RpcOutput<typeof changeClient>> {
    return this.service.change(currentActor(), input);
  }

  @Rpc(getClient)
  async get(input: RpcInput<typeof getClient>): Promise<RpcOutput<typeof getClient>> {
    return this.service.get(currentActor(), input);
  }

  @Rpc(listClients)
  async list(input: RpcInput<typeof listClients>): Promise<RpcOutput<typeof listClients>> {
    return this.service.list(currentActor(), input);
  }

  @Rpc(nameClients)
  name(input: RpcInput<typeof nameClients>): Promise<RpcOutput<typeof nameClients>> {
    return this.service.name(input);
  }

  @Rpc(loadClients)
  async load(input: RpcInput<typeof loadClients>): Promise<RpcOutput<typeof loadClients>> {
    return this.loads.load(currentActor(), input);
  }
}
