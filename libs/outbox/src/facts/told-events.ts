import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { EventMessage } from '@crm/contracts';
import { trusted, type Model } from 'mongoose';
import { type OutboxRow, toEventMessage } from '../outbox-row.ts';

interface WantedEvents {
  readonly aggregateId: string;
  readonly afterSeq: number;
  readonly limit: number;
}

/** What this service has told in the last week. */
@Injectable()
export class ToldEvents {
  constructor(@InjectModel('OutboxRow') private readonly rows: Model<OutboxRow>) {}

  /** The events of one record, in the order of its versions. */
  async list({ aggregateId, afterSeq, limit }: WantedEvents): Promise<EventMessage[]> {
    const rows = await this.rows
      .find({ 'aggregate.id': aggregateId, seq: trusted({ $gt: afterSeq }) })
      .sort({ seq: 1 })
      .limit(limit)
      .lean<OutboxRow[]>();
    return rows.map(toEventMessage);
  }
}
