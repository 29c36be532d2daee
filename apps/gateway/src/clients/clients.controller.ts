import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  changeClient,
  type Client,
  ClientChange,
  createClient,
  getClient,
  Id,
  listClients,
  NewClient,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';

@ApiTags('clients')
@Controller('clients')
export class ClientsController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  @Replies(200, listClients, { summary: 'The clients that you may see' })
  listClients(
    @Query({ schema: listClients.input }) filter: RpcInput<typeof listClients>,
  ): Promise<RpcOutput<typeof listClients>> {
    return this.rpc.call(listClients, filter);
  }

  @Post()
  @Replies(201, createClient, { summary: 'Create a client', location: '/api/v1/clients' })
  createClient(@Body({ schema: NewClient }) client: NewClient): Promise<Client> {
    return this.rpc.call(createClient, client);
  }

  @Get(':id')
  @Replies(200, getClient, { summary: 'One client' })
  getClient(@Param('id', { schema: Id }) clientId: string): Promise<Client> {
    return this.rpc.call(getClient, { clientId });
  }

  @Patch(':id')
  @Replies(200, changeClient, { summary: 'Change facts of a client (merge patch)' })
  changeClient(
    @Param('id', { schema: Id }) clientId: string,
    @Body({ schema: ClientChange }) change: ClientChange,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Client> {
    return this.rpc.call(changeClient, { clientId, expectedVersion, change });
  }
}
