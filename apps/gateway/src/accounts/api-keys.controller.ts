import { Body, Controller, Delete, Get, Ip, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiKeyFilter, ApiKeyPage, CreatedApiKey, Id, NewApiKey } from '@crm/contracts';
import { ApiKeys } from '../auth/api-keys/api-keys.service.ts';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { Replies } from '../http/replies.ts';
import { OwnPassword } from './own-password.service.ts';

const listed = { output: ApiKeyPage, errors: ['forbidden', 'cursor_invalid'] } as const;
const created = {
  output: CreatedApiKey,
  errors: ['forbidden', 'password.wrong', 'api_key.expiry', 'api_key.too_many', 'too_many_requests'],
} as const;
const revoked = { output: z.void(), errors: ['forbidden', 'api_key.not_found'] } as const;

/** Keys of the programs that act for the caller. */
@ApiTags('me')
@Controller('me/api-keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeys,
    private readonly password: OwnPassword,
  ) {}

  @Get()
  @Replies(200, listed, { summary: 'Your keys, the latest first', personal: true })
  listMyApiKeys(
    @CurrentCaller() { actor }: Caller,
    @Query({ schema: ApiKeyFilter }) filter: ApiKeyFilter,
  ): Promise<ApiKeyPage> {
    return this.keys.list(actor.accountId, filter);
  }

  @Post()
  @Replies(201, created, { summary: 'A key for a program, which is shown once', secret: true, personal: true })
  async createApiKey(
    @CurrentCaller() { actor }: Caller,
    @Body({ schema: NewApiKey }) wanted: NewApiKey,
    @Ip() address: string,
  ): Promise<CreatedApiKey> {
    await this.password.prove(actor.accountId, wanted.current, { address });
    return this.keys.create(actor.accountId, wanted);
  }

  @Delete(':id')
  @Replies(204, revoked, { summary: 'Revoke a key: changes are refused at once', personal: true })
  async revokeApiKey(@CurrentCaller() { actor }: Caller, @Param('id', { schema: Id }) id: string): Promise<void> {
    await this.keys.revoke(actor.accountId, id);
  }
}
