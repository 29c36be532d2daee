import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Backlogs } from '@crm/observability';
import { HandOverRepository } from './hand-over.repository.ts';

/** Longer than any pause after a failure, and long enough for the sweeper to have placed the order again. */
const LATE_AFTER_S = 180;

/** Shows hand-overs that do not get on. */
@Injectable()
export class HandOverBacklog implements OnModuleInit {
  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly backlogs: Backlogs,
  ) {}

  onModuleInit(): void {
    const oldest = (): Promise<Date | null> => this.handOvers.stillSince();
    this.backlogs.register({ name: 'hand-overs', limitSeconds: LATE_AFTER_S, oldest });
  }
}
