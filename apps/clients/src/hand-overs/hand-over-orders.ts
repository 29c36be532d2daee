import { Injectable, Logger } from '@nestjs/common';
import { JobQueue } from '@crm/jobs';
import { handOverJob } from './hand-over.job.ts';
import type { HandOverDocument } from './hand-over.schema.ts';

@Injectable()
export class HandOverOrders {
  private readonly log = new Logger(HandOverOrders.name);

  constructor(private readonly jobs: JobQueue) {}

  /**
   * Orders the work; an order that is known already is not repeated. Nothing is lost when Redis is away: the sweeper
   * places the order again.
   */
  async place({ _id, order }: Pick<HandOverDocument, '_id' | 'order'>): Promise<void> {
    const handOverId = _id.toHexString();
    try {
      await this.jobs.add(handOverJob, { handOverId }, { id: `hand-over-${handOverId}-${order}` });
    } catch (error) {
      this.log.warn({ err: error, handOverId }, 'The hand-over waits for Redis');
    }
  }
}
