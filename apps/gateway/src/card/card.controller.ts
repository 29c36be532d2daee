import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ClientCard, getClientSection, Id } from '@crm/contracts';
import type { JsonBytes } from '../http/json-bytes.ts';
import { Replies } from '../http/replies.ts';
import { CardService } from './card.service.ts';

const card = { output: ClientCard, errors: getClientSection.errors };

@ApiTags('clients')
@Controller('clients/:id/card')
export class CardController {
  constructor(private readonly cards: CardService) {}

  @Get()
  @Replies(200, card, { summary: 'All about a client on one page, with what could be had in time', bytes: true })
  getClientCard(@Param('id', { schema: Id }) clientId: string): Promise<JsonBytes<ClientCard>> {
    return this.cards.get(clientId);
  }
}
