import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Me } from '@crm/contracts';
import { Replies } from '../http/replies.ts';
import { type Caller, CurrentCaller, meOf } from './caller.ts';

const me = { output: Me, errors: [] };

@ApiTags('me')
@Controller('me')
export class MeController {
  @Get()
  @Replies(200, me, { summary: 'Who is signed in', setUp: true })
  getMe(@CurrentCaller() caller: Caller): Me {
    return meOf(caller);
  }
}
