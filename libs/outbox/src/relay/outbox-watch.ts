import { Injectable, Logger } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';
import { OutboxBell } from '../outbox-bell.ts';

const REOPEN_MS = 1_000;

/**
 * Rings when another process has put an event into the outbox. It only wakes: what there is to relay the outbox alone
 * says, so a stream that breaks, whatever the reason, is opened anew from the present, and what it missed is found by
 * looking.
 */
@Injectable()
export class OutboxWatch {
  private readonly logger = new Logger(OutboxWatch.name);
  private stream: mongo.ChangeStream | undefined;
  private reopening: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly bell: OutboxBell,
  ) {}

  open(): void {
    try {
      this.listen();
    } catch (error) {
      this.logger.warn({ err: error }, 'The outbox cannot be watched for now');
      this.reopen();
    }
  }

  async close(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.reopening);
    await this.stream?.close();
  }

  private listen(): void {
    // eslint-disable-next-line no-restricted-syntax -- it only listens, in no transaction
    const outbox = this.connection.collection('outbox');
    const stream = outbox.watch([{ $match: { operationType: 'insert' } }, { $project: { _id: 1 } }]);
    this.stream = stream;
    // The first token says that it listens: what came before that, while it was being opened, is looked for now. What was stored by
    // then and not yet confirmed by the majority is not read in that look, and the stream does not tell of it: with the second token it is.
    stream.once('resumeTokenChanged', () => {
      this.bell.ring();
      stream.once('resumeTokenChanged', () => this.bell.ring());
    });
    stream.on('change', () => this.bell.ring());
    stream.on('error', (error) => this.logger.warn({ err: error }, 'The change stream of the outbox broke'));
    stream.on('close', () => this.reopen());
  }

  private reopen(): void {
    if (this.stopped) return;
    this.reopening = setTimeout(() => this.open(), REOPEN_MS);
  }
}
