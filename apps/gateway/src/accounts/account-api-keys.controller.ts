import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { requirePermission } from '@crm/access';
import { ApiKeyFilter, ApiKeyPage, Id } from '@crm/contracts';
import { ApiKeys } from '../auth/api-keys/api-keys.service.ts';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { Replies } from '../http/replies.ts';

const listed = { output: ApiKeyPage, errors: ['forbidden', 'cursor_invalid'] } as const;
const revoked = { output: z.void(), errors: ['forbidden', 'api_key.not_found'] } as const;

/** Keys of the programs that act for somebody else, for administrators. Nobody makes one for another. */
@ApiTags('accounts')
@Controller('accounts/:accountId/api-keys')
export class AccountApiKeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Get()
  @Replies(200, listed, { summary: 'The keys of an account, the latest first' })
  async listAccountApiKeys(
    @CurrentCaller() { actor }: Caller,
    @Param('accountId', { schema: Id }) accountId: string,
    @Query({ schema: ApiKeyFilter }) filter: ApiKeyFilter,
  ): Promise<ApiKeyPage> {
    requirePermission(actor, 'administer');
    return this.keys.list(accountId, filter);
  }

  @Delete(':id')
  @Replies(204, revoked, { summary: 'Revoke a key of an account: changes are refused at once' })
  async revokeAccountApiKey(
    @CurrentCaller() { actor }: Caller,
    @Param('accountId', { schema: Id }) accountId: string,
    @Param('id', { schema: Id }) id: string,
  ): Promise<void> {
    requirePermission(actor, 'administer');
    await this.keys.revoke(accountId, id);
  }
}
