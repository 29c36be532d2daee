import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';
import { SectionSource } from '../section-source.ts';
import { CardMarks } from './card-marks.ts';

/** How long MongoDB waits for a change before it says that there is none, and how long one pauses who has nothing to tell. */
const LISTEN_MS = 500;

interface Change {
  readonly documentKey: { readonly _id: mongo.ObjectId };
}

/** Sections that were taken away; those that were built and stored again changed nothing. */
const takenAway: mongo.Document[] = [
  {
    $match: {
      $or: [
        { operationType: 'update', 'updateDescription.updatedFields.revision': { $exists: true } },
        { operationType: 'insert', 'fullDocument.built': { $exists: false } },
      ],
    },
  },
  { $project: { documentKey: 1 } },
];

/**
 * Tells of each section that was taken away, whoever has done it, and vouches for having told of all: by a lease, which is prolonged
 * with each look into MongoDB's stream of changes. One process of a service does; when it is gone its lease ends, and with it
 * whatever was kept under it, so that nothing need be made up for.
 */
@Injectable()
export class CardTeller implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(CardTeller.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly source: SectionSource,
    private readonly marks: CardMarks,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      // What is wrong with Redis is said by the marks, and with MongoDB by everything.
      await this.tellWhileHeld().catch((error: unknown) => this.logger.debug('The telling of cards broke', error));
      await pause(LISTEN_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async tellWhileHeld(): Promise<void> {
    const { service } = this.source;
    if (await this.marks.isVouchedFor(service)) return;
    const stream = this.open();
    try {
      const openedAt = performance.now();
      await this.tell(await next(stream));
      const lease = await this.marks.takeLease(service, openedAt);
      while (lease !== undefined && !this.stopping.signal.aborted) {
        const lookedAt = performance.now();
        await this.tell(await next(stream));
        if (!(await this.marks.prolongLease(service, lease, lookedAt))) return;
      }
    } finally {
      await stream.close();
    }
  }

  /**
   * The stream as the server gives it. The driver's own goes on by itself after a failure, and so would hide what has to end the
   * lease.
   */
  private open(): mongo.AggregationCursor<Change> {
    const sections = this.connection.getClient().db(this.connection.name).collection('card-sections');
    return sections.aggregate<Change>([{ $changeStream: {} }, ...takenAway], { maxAwaitTimeMS: LISTEN_MS });
  }

  private async tell(clientIds: readonly string[]): Promise<void> {
    if (clientIds.length > 0) await this.marks.mark(this.source.service, await this.source.concernedBy(clientIds));
  }
}

/** What has changed since; nothing after half a second without a change. */
async function next(stream: mongo.AggregationCursor<Change>): Promise<string[]> {
  const first = await stream.tryNext();
  const changes = first ? [first, ...stream.readBufferedDocuments()] : [];
  return [...new Set(changes.map(({ documentKey }) => documentKey._id.toHexString()))];
}
