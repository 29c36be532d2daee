import { Injectable, Logger } from '@nestjs/common';
import { reachChannel } from '@crm/contracts';
import { Transaction } from '@crm/persistence';
import { RedisPublisher } from '@crm/redis';

/** Tells at once that what employees reach may have changed. */
@Injectable()
export class ReachChanges {
  private readonly logger = new Logger(ReachChanges.name);

  constructor(
    private readonly transaction: Transaction,
    private readonly publisher: RedisPublisher,
  ) {}

  /** Call it within the transaction of the change; it is told once that is stored. Without Redis a minute passes instead. */
  tell(): void {
    this.transaction.afterCommit(() => {
      this.publisher
        .publish(reachChannel, {})
        .catch((error: unknown) => this.logger.warn({ err: error }, 'A change of reach could not be told at once'));
    });
  }
}
