import { Logger, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Id } from '@crm/contracts';
import { within } from '@crm/kernel';
import { RedisPublisher, RedisSubscriber } from '@crm/redis';
import { CallerDirectory } from './caller-directory.ts';
import { LiveKeys } from './api-keys/live-keys.ts';
import { LiveSessions } from './live-sessions.ts';

const Announcement = z.object({ accountId: Id });
/** A Redis that is frozen rather than gone keeps silent. */
const ANSWER_MS = 1_000;

/** Over what the processes tell one another. */
interface AnnouncementChannel {
  readonly publisher: RedisPublisher;
  readonly subscriber: RedisSubscriber;
  readonly channel: string;
}

/**
 * Tells every process that an account may do less than before, so that none goes on with what it remembers. Redis only
 * makes it faster: without it, changes are refused at once all the same, and reading ends when the memory does.
 */
export class AccessChanges implements OnModuleInit {
  private readonly log = new Logger(AccessChanges.name);

  constructor(
    private readonly redis: AnnouncementChannel,
    private readonly known: readonly (LiveSessions | LiveKeys | CallerDirectory)[],
  ) {}

  async onModuleInit(): Promise<void> {
    await this.redis.subscriber.subscribe(this.redis.channel, (message) =>
      this.forget(Announcement.parse(message).accountId),
    );
  }

  /** To be called once the change is stored. Never fails. */
  announce(accountId: string): void {
    this.forget(accountId);
    const sent = within(ANSWER_MS, this.redis.publisher.publish(this.redis.channel, { accountId }));
    sent.catch((error: unknown) =>
      this.log.warn(`Other processes learn of a change of access later: ${String(error)}`),
    );
  }

  private forget(accountId: string): void {
    for (const one of this.known) one.forget(accountId);
  }
}
