import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  type FactoryProvider,
  Module,
  type OnApplicationBootstrap,
  type Provider,
} from '@nestjs/common';
import { type EventPublisher, RpcClient } from '@crm/messaging';
import { BacklogsModule, HealthModule } from '@crm/observability';
import { EVENT_PUBLISHER } from './event-publisher.ts';
import { factsControllerOf } from './facts/facts-controller.ts';
import { ForeignFacts, RpcForeignFacts } from './facts/foreign-facts.ts';
import { ToldEvents } from './facts/told-events.ts';
import { GapRepair } from './inbox/gap-repair.ts';
import { InboxLedger } from './inbox/inbox-ledger.ts';
import { InboxProcessor } from './inbox/inbox-processor.ts';
import { InboxTransaction } from './inbox/inbox-transaction.ts';
import { MissingEvents } from './inbox/missing-events.ts';
import { type OutboxOptions, OutboxWritingModule } from './outbox-writing.module.ts';
import { RebuildRun } from './projections/rebuild-run.ts';
import { RebuildWorker } from './projections/rebuild-worker.ts';
import { rebuildsControllerOf } from './projections/rebuilds-controller.ts';
import { OutboxRelay } from './relay/outbox-relay.ts';
import { OutboxWatch } from './relay/outbox-watch.ts';
import { PartitionLeases } from './relay/partition-leases.ts';
import { RelayProgress } from './relay/relay-progress.ts';
import { RelayRound } from './relay/relay-round.ts';
import { UnrelayedEvents } from './relay/unrelayed-events.ts';

export interface OutboxModuleOptions extends OutboxOptions {
  /** How to get at the broker. */
  readonly publisher: Pick<FactoryProvider<EventPublisher>, 'inject' | 'useFactory'>;
  /** How to ask other services about their facts; over RPC unless a test stands in for them. */
  readonly facts?: Pick<FactoryProvider<ForeignFacts & MissingEvents>, 'inject' | 'useFactory'>;
}

const relay: Provider[] = [PartitionLeases, UnrelayedEvents, RelayRound, RelayProgress, OutboxWatch, OutboxRelay];
const inbox: Provider[] = [ToldEvents, InboxLedger, InboxTransaction, GapRepair, InboxProcessor];
const rebuilds: Provider[] = [RebuildRun, RebuildWorker];

const overRpc = { inject: [RpcClient], useFactory: (rpc: RpcClient) => new RpcForeignFacts(rpc) };

/**
 * Tells the events of a service and takes those of others. It stops before the application shuts down, which is when the
 * connections close that it uses: in which order Nest shuts global modules down depends on how deep they were imported.
 * Since it is global, calls and jobs have drained by then.
 */
@Module({})
export class OutboxModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly relay: OutboxRelay,
    private readonly watch: OutboxWatch,
    private readonly progress: RelayProgress,
    private readonly rebuilds: RebuildWorker,
  ) {}

  static forRoot({ publisher, facts = overRpc, ...options }: OutboxModuleOptions): DynamicModule {
    return {
      module: OutboxModule,
      global: true,
      imports: [BacklogsModule, HealthModule, OutboxWritingModule.forRoot(options)],
      providers: [
        { provide: EVENT_PUBLISHER, ...publisher },
        { provide: ForeignFacts, ...facts },
        { provide: MissingEvents, useExisting: ForeignFacts },
        ...relay,
        ...inbox,
        ...rebuilds,
      ],
      controllers: [factsControllerOf(options.service), rebuildsControllerOf(options.service)],
      exports: [InboxProcessor],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.relay.start();
    this.watch.open();
    this.progress.start();
    this.rebuilds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rebuilds.stop();
    this.progress.stop();
    await this.watch.close();
    await this.relay.stop();
  }
}
