import { Injectable, type OnModuleInit } from '@nestjs/common';
import { reachChannel } from '@crm/contracts';
import { RedisSubscriber } from '@crm/redis';
import { CallerDirectory } from './caller-directory.ts';

/** Hears that what employees reach may have changed, so that it holds at once and not only when what is known has grown old. */
@Injectable()
export class ReachListener implements OnModuleInit {
  constructor(
    private readonly callers: CallerDirectory,
    private readonly redis: RedisSubscriber,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.redis.subscribe(reachChannel, () => this.callers.doubtAll());
  }
}
