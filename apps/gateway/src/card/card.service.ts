import { Injectable } from '@nestjs/common';
import { type ClientCard, getActivitiesSection, getClientSection, getDealsSection } from '@crm/contracts';
import { DomainError, isDomainError } from '@crm/kernel';
import { RpcClient } from '@crm/messaging';
import type { JsonBytes } from '../http/json-bytes.ts';
import { CardCache, type CardQuestion } from './cache/card-cache.ts';
import { CardRounds } from './card-rounds.ts';
import { type CardBody, type Sections, splice, withNames } from './card.ts';
import { EmployeeNames } from './employee-names.ts';

/** A section that takes longer than this is left out: the reader sees the rest at once. */
const SECTION_DEADLINE_MS = 1_500;

const orNull = <Section>(section: Promise<Section>): Promise<Section | null> => section.catch(() => null);

/** A read that got no answer has changed nothing, so to its reader a silent service is one that is away (docs/adr/0005). */
function asAbsence(error: unknown): never {
  throw isDomainError(error) && error.code === 'deadline_exceeded' ? new DomainError('service_unavailable') : error;
}

@Injectable()
export class CardService {
  private readonly rounds = new CardRounds();

  constructor(
    private readonly rpc: RpcClient,
    private readonly names: EmployeeNames,
    private readonly cache: CardCache,
  ) {}

  /** @throws DomainError of the clients service, which decides whether there is a card for this reader. */
  async get(question: CardQuestion): Promise<JsonBytes<ClientCard>> {
    return this.rounds.during(async () => {
      const body = await this.cache.get(question, (kept) => this.assemble(question.clientId, kept));
      return withNames(body, await this.names.of(body.mentions));
    });
  }

  /**
   * Asks the services at once for what is not kept, in a round with other cards. A section of deals or activities that fails is left
   * out; the failures themselves are counted by the metrics of the calls.
   */
  private async assemble(clientId: string, kept: Partial<Sections>): Promise<CardBody> {
    await this.rounds.next();
    const deadline = { deadline: SECTION_DEADLINE_MS };
    const [clients, deals, activities] = await Promise.all([
      kept.clients ?? this.rpc.callForJson(getClientSection, { clientId }).catch(asAbsence),
      kept.deals ?? orNull(this.rpc.callForJson(getDealsSection, { clientId }, deadline)),
      kept.activities ?? orNull(this.rpc.callForJson(getActivitiesSection, { clientId }, deadline)),
    ]);
    return splice({ clients, deals, activities });
  }
}
