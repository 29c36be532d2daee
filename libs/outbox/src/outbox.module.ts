import {
  type DynamicModule,
  type FactoryProvider,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import type { EventPublisher } from '@crm/messaging';
import { HealthModule } from '@crm/observability';
import { EVENT_PUBLISHER } from './event-publisher.ts';
import { GapRepair } from './inbox/gap-repair.ts';
import { InboxLedger } from './inbox/inbox-ledger.ts';
import { InboxProcessor } from './inbox/inbox-processor.ts';
import { InboxTransaction } from './inbox/inbox-transaction.ts';
import { MissingEvents } from './inbox/missing-events.ts';
import { type OutboxOptions, OutboxWritingModule } from './outbox-writing.module.ts';
import { OutboxRelay } from './relay/outbox-relay.ts';
import { OutboxWatch } from './relay/outbox-watch.ts';
import { PartitionLeases } from './relay/partition-leases.ts';
import { RelayProgress } from './relay/relay-progress.ts';
import { RelayRound } from './relay/relay-round.ts';
import { UnrelayedEvents } from './relay/unrelayed-events.ts';

export interface OutboxModuleOptions extends OutboxOptions {
  /** How to get at the broker. */
  readonly publisher: Pick<FactoryProvider<EventPublisher>, 'inject' | 'useFactory'>;
  readonly missingEvents: Pick<FactoryProvider<MissingEvents>, 'inject' | 'useFactory'>;
}

const relay: Provider[] = [PartitionLeases, UnrelayedEvents, RelayRound, RelayProgress, OutboxWatch, OutboxRelay];
const inbox: Provider[] = [InboxLedger, InboxTransaction, GapRepair, InboxProcessor];

/**
 * Tells the events of a service and takes those of others. It is global and belongs behind the modules whose connections
 * it uses: Nest then stops the relay after calls and jobs have drained, and before those connections close.
 */
@Module({})
export class OutboxModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly relay: OutboxRelay,
    private readonly watch: OutboxWatch,
    private readonly progress: RelayProgress,
  ) {}

  static forRoot({ publisher, missingEvents, ...options }: OutboxModuleOptions): DynamicModule {
    return {
      module: OutboxModule,
      global: true,
      imports: [HealthModule, OutboxWritingModule.forRoot(options)],
      providers: [
        { provide: EVENT_PUBLISHER, ...publisher },
        { provide: MissingEvents, ...missingEvents },
        ...relay,
        ...inbox,
      ],
      exports: [InboxProcessor],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.relay.start();
    this.watch.open();
    this.progress.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.progress.stop();
    await this.watch.close();
    await this.relay.stop();
  }
}
