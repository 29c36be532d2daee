import { Injectable } from '@nestjs/common';
import { reaches, scopeOf } from '@crm/access';
import type { Actor, Deal } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { KnownClientService } from '@crm/known-clients';
import { DealRepository } from './deal.repository.ts';

/** Which deals somebody sees and changes: as far as his role goes, and to look at also all deals of a client whom he sees. */
@Injectable()
export class DealAccess {
  constructor(
    /** For storing what the actor may change. */
    readonly deals: DealRepository,
    /** Whom the deals are with. */
    readonly clients: KnownClientService,
  ) {}

  /** @throws DomainError `deal.not_found` */
  async get(actor: Actor, dealId: string): Promise<Deal> {
    const found = await this.deals.find(actor, dealId);
    if (found) return found;
    const clientId = await this.deals.clientOf(dealId);
    const deal = (await this.seesAllOf(actor, clientId)) ? await this.deals.findOf(clientId, dealId) : null;
    if (!deal) throw new DomainError('deal.not_found', { dealId });
    return deal;
  }

  /** The deal, which the actor is about to change. @throws DomainError `deal.not_found`; `forbidden` when he only sees it. */
  async getToChange(actor: Actor, dealId: string): Promise<Deal> {
    const deal = await this.get(actor, dealId);
    if (!reaches(actor, 'deal.change', deal)) throw new DomainError('forbidden', { dealId });
    return deal;
  }

  /** Whether the actor sees the deals of the client whoever owns them, so that no two offer the same unknowingly. */
  async seesAllOf(actor: Actor, clientId: string | null | undefined): Promise<boolean> {
    if (!clientId || scopeOf(actor, 'deal.read') === 'none') return false;
    return this.clients.isSeen(actor, clientId);
  }
}
