import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Actor, type Deal, type DealEvent, dealOpened } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Outbox } from '@crm/outbox';
import { changeVersioned } from '@crm/persistence';
import type { Model } from 'mongoose';
import { dealScope } from './deal-scope.ts';
import { toDeal, toDealDocument, toDealFact } from './deal.mapper.ts';
import type { DealDocument } from './deal.schema.ts';

/** Deals one by one, each change together with its event. Those out of the actor's reach are not found. */
@Injectable()
export class DealRepository {
  constructor(
    @InjectModel('Deal') private readonly deals: Model<DealDocument>,
    private readonly outbox: Outbox,
  ) {}

  /** The deal as far as the actor's role goes; null beyond that. */
  async find(actor: Actor, dealId: string): Promise<Deal | null> {
    const found = await this.deals.findOne({ _id: dealId, ...dealScope(actor) }).lean<DealDocument>();
    return found && toDeal(found);
  }

  /** Whose deal it is; null also when there is no such deal. */
  async clientOf(dealId: string): Promise<string | null> {
    const found = await this.deals.findById(dealId, { clientId: 1 }).lean<Pick<DealDocument, 'clientId'>>();
    return found?.clientId?.toHexString() ?? null;
  }

  /** The deal if it is with this client. */
  async findOf(clientId: string | null, dealId: string): Promise<Deal | null> {
    const found = await this.deals.findOne({ _id: dealId, clientId }).lean<DealDocument>();
    return found && toDeal(found);
  }

  /** Stores a deal that has just been opened. */
  async insert(deal: Deal): Promise<Deal> {
    const stored = toDealDocument(deal);
    await this.deals.insertMany([stored], { lean: true });
    this.outbox.add(dealOpened, toDealFact(deal));
    return toDeal(stored);
  }

  /**
   * Stores a changed deal under the next version, and tells it as this event.
   *
   * @throws DomainError `version_conflict` when somebody changed it since it was read.
   */
  async save(actor: Actor, deal: Deal, event: DealEvent): Promise<Deal> {
    const { _id, version, createdAt: _unchanged, ...facts } = toDealDocument(deal);
    const saved = await changeVersioned(this.deals, {
      filter: { _id, ...dealScope(actor, 'deal.change') },
      expectedVersion: version,
      update: { $set: facts },
    });
    if (!saved) throw new DomainError('deal.not_found', { dealId: deal.id });
    const changed = toDeal(saved);
    this.outbox.add(event, toDealFact(changed));
    return changed;
  }
}
