import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Activity, cancelActivity, completeActivity, Completion, Id, type RpcOutput } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { ClientAccess } from '../clients/client-access.ts';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';

const Cancellation = cancelActivity.input
  .omit({ activityId: true, expectedVersion: true })
  .meta({ id: 'Cancellation' });

/** How a planned activity ends. */
@ApiTags('activities')
@Controller('activities/:id')
export class ActivityOutcomeController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly clients: ClientAccess,
  ) {}

  @Post('complete')
  @Replies(200, completeActivity, { summary: 'Complete a planned activity, and plan the next one in the same call' })
  async completeActivity(
    @Param('id', { schema: Id }) activityId: string,
    @Body({ schema: Completion }) completion: Completion,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<RpcOutput<typeof completeActivity>> {
    await this.clients.require(completion.next?.clientId);
    return this.rpc.call(completeActivity, { activityId, expectedVersion, completion });
  }

  @Post('cancel')
  @Replies(200, cancelActivity, { summary: 'Cancel a planned activity and its reminder' })
  cancelActivity(
    @Param('id', { schema: Id }) activityId: string,
    @Body({ schema: Cancellation }) cancellation: z.output<typeof Cancellation>,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Activity> {
    return this.rpc.call(cancelActivity, { activityId, expectedVersion, ...cancellation });
  }
}
