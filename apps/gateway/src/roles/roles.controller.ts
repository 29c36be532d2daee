import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  changeRole,
  EditableRole,
  getRole,
  listRoles,
  listRoleVersions,
  previewRole,
  RoleChange,
  type RoleDescription,
  RolePreview,
  type RpcOutput,
} from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { AccountRepository } from '../auth/account.repository.ts';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { SecondFactorRule } from '../auth/second-factor/second-factor-rule.service.ts';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';

const VersionsPage = listRoleVersions.input.omit({ role: true });
const ownFirst = 'second_factor.own_first' as const;
const preview = { output: RolePreview, errors: [...previewRole.errors, ownFirst] };
const changed = { output: changeRole.output, errors: [...changeRole.errors, ownFirst] };

/** What the roles of accounts allow, and whose records that concerns. */
@ApiTags('roles')
@Controller('roles')
export class RolesController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly accounts: AccountRepository,
    private readonly rule: SecondFactorRule,
  ) {}

  @Get()
  @Replies(200, listRoles, { summary: 'What each role may do' })
  listRoles(): Promise<RpcOutput<typeof listRoles>> {
    return this.rpc.call(listRoles, {});
  }

  @Get(':role')
  @Replies(200, getRole, { summary: 'What one role may do' })
  getRole(@Param('role', { schema: EditableRole }) role: EditableRole): Promise<RoleDescription> {
    return this.rpc.call(getRole, { role });
  }

  @Patch(':role')
  @Replies(200, changed, { summary: 'Change what a role may do (merge patch); it takes effect within a minute' })
  async changeRole(
    @Param('role', { schema: EditableRole }) role: EditableRole,
    @Body({ schema: RoleChange }) change: RoleChange,
    @ExpectedVersion() expectedVersion: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<RoleDescription> {
    await this.rule.requireOwnFirst(caller, role, change);
    return this.rpc.call(changeRole, { role, expectedVersion, change });
  }

  @Post(':role/preview')
  @HttpCode(200)
  @Replies(200, preview, { summary: 'What a change would give and take, and whom it concerns; nothing is changed' })
  async previewRole(
    @Param('role', { schema: EditableRole }) role: EditableRole,
    @Body({ schema: RoleChange }) change: RoleChange,
    @CurrentCaller() caller: Caller,
  ): Promise<RolePreview> {
    await this.rule.requireOwnFirst(caller, role, change);
    const difference = await this.rpc.call(previewRole, { role, change });
    const [accounts, withoutSecondFactor] = [
      await this.accounts.countActive(role),
      await this.accounts.countWithoutSecondFactor(role),
    ];
    return { ...difference, accounts, withoutSecondFactor };
  }

  @Get(':role/versions')
  @Replies(200, listRoleVersions, { summary: 'What the role has been, the latest first' })
  listRoleVersions(
    @Param('role', { schema: EditableRole }) role: EditableRole,
    @Query({ schema: VersionsPage }) page: z.output<typeof VersionsPage>,
  ): Promise<RpcOutput<typeof listRoleVersions>> {
    return this.rpc.call(listRoleVersions, { ...page, role });
  }
}
