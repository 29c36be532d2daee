import { Body, Controller, Get, Ip, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  FullProof,
  PasswordProof,
  RecoveryCodes,
  SecondFactor,
  SecondFactorCode,
  SecondFactorSecret,
} from '@crm/contracts';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import { Replies } from '../http/replies.ts';
import { OwnSecondFactor } from './own-second-factor.service.ts';

const proven = [
  'forbidden',
  'password.wrong',
  'second_factor.code_wrong',
  'second_factor.off',
  'too_many_requests',
] as const;
const shown = { output: SecondFactor, errors: ['forbidden'] } as const;
const begun = {
  output: SecondFactorSecret,
  errors: ['forbidden', 'password.wrong', 'second_factor.on', 'too_many_requests'],
} as const;
const confirmed = {
  output: RecoveryCodes,
  errors: ['forbidden', 'second_factor.off', 'second_factor.on', 'second_factor.code_wrong'],
} as const;
const renewed = { output: RecoveryCodes, errors: proven } as const;
const removed = { output: z.void(), errors: proven } as const;

/** A code besides the password, which the owner switches on and off himself. */
@ApiTags('me')
@Controller('me/second-factor')
export class SecondFactorController {
  constructor(private readonly factor: OwnSecondFactor) {}

  @Get()
  @Replies(200, shown, {
    summary: 'Whether you are asked for a code besides the password',
    personal: true,
    setUp: true,
  })
  getMySecondFactor(@CurrentCaller() { actor }: Caller): Promise<SecondFactor> {
    return this.factor.show(actor.accountId);
  }

  @Post()
  @Replies(200, begun, {
    summary: 'Begin to switch it on: a secret for an authenticator program',
    secret: true,
    personal: true,
    setUp: true,
  })
  beginSecondFactor(
    @CurrentCaller() { actor }: Caller,
    @Body({ schema: PasswordProof }) { current }: PasswordProof,
    @Ip() address: string,
  ): Promise<SecondFactorSecret> {
    return this.factor.begin({ accountId: actor.accountId, address }, current);
  }

  @Post('confirmation')
  @Replies(200, confirmed, {
    summary: 'Switch it on by a first code; the recovery codes are shown once',
    secret: true,
    personal: true,
    setUp: true,
  })
  confirmSecondFactor(
    @CurrentCaller() { actor }: Caller,
    @Body({ schema: SecondFactorCode }) { code }: SecondFactorCode,
    @Req() { sessionId }: FastifyRequest,
  ): Promise<RecoveryCodes> {
    return this.factor.confirm({ accountId: actor.accountId, sessionId }, code);
  }

  @Post('recovery-codes')
  @Replies(200, renewed, { summary: 'Ten other recovery codes instead of those before', secret: true, personal: true })
  renewRecoveryCodes(
    @CurrentCaller() { actor }: Caller,
    @Body({ schema: FullProof }) proof: FullProof,
    @Ip() address: string,
  ): Promise<RecoveryCodes> {
    return this.factor.renewRecoveryCodes({ accountId: actor.accountId, address }, proof);
  }

  @Post('removal')
  @Replies(204, removed, { summary: 'Switch it off, with the password and a code', secret: true, personal: true })
  removeSecondFactor(
    @CurrentCaller() { actor }: Caller,
    @Body({ schema: FullProof }) proof: FullProof,
    @Ip() address: string,
  ): Promise<void> {
    return this.factor.remove({ accountId: actor.accountId, address }, proof);
  }
}
