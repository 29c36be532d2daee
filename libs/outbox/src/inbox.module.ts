import { type DynamicModule, Module } from '@nestjs/common';
import { RpcClient } from '@crm/messaging';
import { RpcForeignFacts } from './facts/foreign-facts.ts';
import { GapRepair } from './inbox/gap-repair.ts';
import { InboxLedger } from './inbox/inbox-ledger.ts';
import { InboxProcessor } from './inbox/inbox-processor.ts';
import { InboxTransaction } from './inbox/inbox-transaction.ts';
import { MissingEvents } from './inbox/missing-events.ts';
import { OUTBOX_SETTINGS, outboxDefaults } from './outbox-settings.ts';

/** Takes the events of services in a program that tells none itself. Its database holds the `inboxSchemas`. */
@Module({})
export class InboxModule {
  static forRoot(): DynamicModule {
    return {
      module: InboxModule,
      global: true,
      providers: [
        { provide: OUTBOX_SETTINGS, useValue: outboxDefaults },
        { provide: MissingEvents, inject: [RpcClient], useFactory: (rpc: RpcClient) => new RpcForeignFacts(rpc) },
        InboxLedger,
        InboxTransaction,
        GapRepair,
        InboxProcessor,
      ],
      exports: [InboxProcessor],
    };
  }
}
