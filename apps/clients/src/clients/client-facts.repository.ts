import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientFact } from '@crm/contracts';
import { type FactSource, FactSources } from '@crm/outbox';
import { toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import { factFields, type StoredFact, toClientFact } from './client.mapper.ts';
import type { ClientDocument } from './client.schema.ts';

/** All clients as their events tell of them, for services that begin to keep a copy. */
@Injectable()
export class ClientFactsRepository implements FactSource {
  readonly kind = 'client';

  constructor(
    @InjectModel('Client') private readonly clients: Model<ClientDocument>,
    sources: FactSources,
  ) {
    sources.add(this);
  }

  async page(afterId: string | null, limit: number): Promise<ClientFact[]> {
    const filter = afterId === null ? {} : { _id: trusted({ $gt: toObjectId(afterId) }) };
    const found = await this.clients.find(filter, factFields).sort({ _id: 1 }).limit(limit).lean<StoredFact[]>();
    return found.map(toClientFact);
  }
}
