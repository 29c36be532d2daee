import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { JobQueue } from '@crm/jobs';
import { sendLetter } from './letter-job.ts';
import type { LetterDocument } from './letter.schema.ts';

type Due = Pick<LetterDocument, '_id' | 'version' | 'dueAt'>;

@Injectable()
export class LetterOrders {
  private readonly log = new Logger(LetterOrders.name);

  constructor(
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Nobody waits for it and it never fails: what Redis does not take is sent by the reconciler. */
  place(letter: Due): void {
    this.order(letter).catch((error: unknown) => this.log.warn(error, `The letter ${letter._id} is not ordered`));
  }

  /** @throws Error when Redis is away. */
  async order({ _id: letterId, version, dueAt }: Due): Promise<void> {
    const delayMs = Math.max(0, dueAt.getTime() - this.clock.now().getTime());
    await this.queue.add(sendLetter, { letterId, version }, { id: `letter-${letterId}-${version}`, delayMs });
  }
}
