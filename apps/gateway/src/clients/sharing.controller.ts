import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { changeClientSharing, ClientGrant, type ClientSharing, getClientSharing, Id, TeamMember } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';

/** Who works with a client beside his owner, and who else reads him. The version in the ETag is the client's. */
@ApiTags('clients')
@Controller('clients/:id')
export class SharingController {
  constructor(private readonly rpc: RpcClient) {}

  @Get('sharing')
  @Replies(200, getClientSharing, { summary: 'Who works with a client, and whom he was shown to' })
  getSharing(@Param('id', { schema: Id }) clientId: string): Promise<ClientSharing> {
    return this.rpc.call(getClientSharing, { clientId });
  }

  @Post('team')
  @HttpCode(200)
  @Replies(200, changeClientSharing, { summary: 'Take somebody into the team of a client, or give him another part' })
  joinTeam(
    @Param('id', { schema: Id }) clientId: string,
    @Body({ schema: TeamMember }) member: TeamMember,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<ClientSharing> {
    return this.rpc.call(changeClientSharing, { clientId, expectedVersion, step: { step: 'join', ...member } });
  }

  @Delete('team/:employeeId')
  @Replies(200, changeClientSharing, { summary: 'Let somebody go from the team of a client' })
  leaveTeam(
    @Param('id', { schema: Id }) clientId: string,
    @Param('employeeId', { schema: Id }) employeeId: string,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<ClientSharing> {
    return this.rpc.call(changeClientSharing, { clientId, expectedVersion, step: { step: 'leave', employeeId } });
  }

  @Post('grants')
  @HttpCode(200)
  @Replies(200, changeClientSharing, { summary: 'Show a client with all his history to an employee or a department' })
  grant(
    @Param('id', { schema: Id }) clientId: string,
    @Body({ schema: ClientGrant }) grant: ClientGrant,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<ClientSharing> {
    return this.rpc.call(changeClientSharing, { clientId, expectedVersion, step: { step: 'grant', ...grant } });
  }

  @Delete('grants/:kind/:grantedId')
  @Replies(200, changeClientSharing, { summary: 'Show a client to an employee or a department no more' })
  withdrawGrant(
    @Param('id', { schema: Id }) clientId: string,
    @Param('kind', { schema: ClientGrant.shape.kind }) kind: ClientGrant['kind'],
    @Param('grantedId', { schema: Id }) id: string,

    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<ClientSharing> {
    return this.rpc.call(changeClientSharing, { clientId, expectedVersion, step: { step: 'withdraw', kind, id } });
  }
}
