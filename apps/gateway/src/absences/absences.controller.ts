import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  type Absence,
  AbsenceChange,
  changeAbsence,
  decideAbsence,
  endAbsence,
  getAbsence,
  Id,
  listAbsences,
  listSubstitutions,
  NewAbsence,
  planAbsence,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';

const Decision = decideAbsence.input.pick({ decision: true }).meta({ id: 'AbsenceDecision' });

/** Who is away, and who stands in for him. */
@ApiTags('absences')
@Controller()
export class AbsencesController {
  constructor(private readonly rpc: RpcClient) {}

  @Get('absences')
  @Replies(200, listAbsences, { summary: 'Who is away, the latest beginning first' })
  listAbsences(
    @Query({ schema: listAbsences.input }) filter: RpcInput<typeof listAbsences>,
  ): Promise<RpcOutput<typeof listAbsences>> {
    return this.rpc.call(listAbsences, filter);
  }

  @Get('absences/:id')
  @Replies(200, getAbsence, { summary: 'One absence' })
  getAbsence(@Param('id', { schema: Id }) absenceId: string): Promise<Absence> {
    return this.rpc.call(getAbsence, { absenceId });
  }

  @Post('absences')
  @Replies(201, planAbsence, { summary: 'Plan an absence, with substitutes', location: '/api/v1/absences' })
  planAbsence(@Body({ schema: NewAbsence }) absence: NewAbsence): Promise<Absence> {
    return this.rpc.call(planAbsence, absence);
  }

  @Patch('absences/:id')
  @Replies(200, changeAbsence, { summary: 'Change an absence that is not over (merge patch)' })
  changeAbsence(
    @Param('id', { schema: Id }) absenceId: string,
    @Body({ schema: AbsenceChange }) change: AbsenceChange,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Absence> {
    return this.rpc.call(changeAbsence, { absenceId, expectedVersion, change });
  }

  @Post('absences/:id/decide')
  @Replies(200, decideAbsence, { summary: 'Approve or refuse the request of somebody whom the caller leads' })
  decideAbsence(
    @Param('id', { schema: Id }) absenceId: string,
    @Body({ schema: Decision }) { decision }: z.output<typeof Decision>,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Absence> {
    return this.rpc.call(decideAbsence, { absenceId, expectedVersion, decision });
  }

  @Post('absences/:id/end')
  @Replies(200, endAbsence, { summary: 'End an absence now: an early return, or one that does not take place' })
  endAbsence(
    @Param('id', { schema: Id }) absenceId: string,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Absence> {
    return this.rpc.call(endAbsence, { absenceId, expectedVersion });
  }

  @Get('me/substitutions')
  @Replies(200, listSubstitutions, { summary: 'For whom the caller acts at this moment' })
  listSubstitutions(@CurrentCaller() { actor }: Caller): Promise<RpcOutput<typeof listSubstitutions>> {
    return this.rpc.call(listSubstitutions, { employeeId: actor.employeeId });
  }
}
