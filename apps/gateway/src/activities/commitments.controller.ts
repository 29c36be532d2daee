import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  closeCommitment,
  type Commitment,
  getCommitment,
  Id,
  listCommitments,
  makeCommitment,
  NewCommitment,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { ClientAccess } from '../clients/client-access.ts';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';

const CommitmentClosing = closeCommitment.input
  .omit({ commitmentId: true, expectedVersion: true })
  .meta({ id: 'CommitmentClosing' });

@ApiTags('commitments')
@Controller('commitments')
export class CommitmentsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly clients: ClientAccess,
  ) {}

  @Get()
  @Replies(200, listCommitments, { summary: 'Promises by due day, open ones unless asked otherwise' })
  listCommitments(
    @Query({ schema: listCommitments.input }) filter: RpcInput<typeof listCommitments>,
  ): Promise<RpcOutput<typeof listCommitments>> {
    return this.rpc.call(listCommitments, filter);
  }

  @Post()
  @Replies(201, makeCommitment, {
    summary: 'Write down a promise, ours or the client’s',
    location: '/api/v1/commitments',
  })
  async makeCommitment(
    @Body({ schema: NewCommitment }) commitment: NewCommitment,
    @CurrentCaller() caller: Caller,
  ): Promise<Commitment> {
    await this.clients.require(commitment.clientId);
    return this.rpc.call(makeCommitment, { commitment, ownerDepartmentId: caller.departmentId });
  }

  @Get(':id')
  @Replies(200, getCommitment, { summary: 'One promise' })
  getCommitment(@Param('id', { schema: Id }) commitmentId: string): Promise<Commitment> {
    return this.rpc.call(getCommitment, { commitmentId });
  }

  @Post(':id/close')
  @Replies(200, closeCommitment, { summary: 'Close an open promise: kept, broken or called off' })
  closeCommitment(
    @Param('id', { schema: Id }) commitmentId: string,
    @Body({ schema: CommitmentClosing }) closing: z.output<typeof CommitmentClosing>,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Commitment> {
    return this.rpc.call(closeCommitment, { commitmentId, expectedVersion, ...closing });
  }
}
