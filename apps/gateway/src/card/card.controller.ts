import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ClientCard, getClientSection, Id, type ServiceName } from '@crm/contracts';
import { type Caller, CurrentCaller } from '../auth/caller.ts';
import type { JsonBytes } from '../http/json-bytes.ts';
import { Past } from '../http/read-after.ts';
import { Replies } from '../http/replies.ts';
import { CardService } from './card.service.ts';

const card = { output: ClientCard, errors: getClientSection.errors };

@ApiTags('clients')
@Controller('clients/:id/card')
export class CardController {
  constructor(private readonly cards: CardService) {}

  @Get()
  @Replies(200, card, { summary: 'All about a client on one page, with what could be had in time', bytes: true })
  getClientCard(
    @CurrentCaller() { actor }: Caller,
    @Param('id', { schema: Id }) clientId: string,
    @Past() past: ServiceName[],
  ): Promise<JsonBytes<ClientCard>> {
    return this.cards.get({ reader: actor, clientId, past });
  }
}
