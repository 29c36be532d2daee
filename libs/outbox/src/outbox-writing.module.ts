import { type DynamicModule, Module } from '@nestjs/common';
import type { ServiceName } from '@crm/contracts';
import { FactSources } from './facts/fact-sources.ts';
import { Outbox } from './outbox.ts';
import { OutboxBell } from './outbox-bell.ts';
import { OUTBOX_SETTINGS, outboxDefaults, type OutboxSettings } from './outbox-settings.ts';
import { Projections } from './projections/projections.ts';
import { RebuildLedger } from './projections/rebuild-ledger.ts';

export type OutboxOptions = Partial<OutboxSettings> & { readonly service: ServiceName };

const providers = [OutboxBell, Outbox, FactSources, RebuildLedger, Projections];

/** The outbox without a relay: what is told stays there. For tests of features, and for programs that come and go. */
@Module({})
export class OutboxWritingModule {
  static forRoot(options: OutboxOptions): DynamicModule {
    const settings = { provide: OUTBOX_SETTINGS, useValue: { ...outboxDefaults, ...options } };
    return {
      module: OutboxWritingModule,
      global: true,
      providers: [settings, ...providers],
      exports: [OUTBOX_SETTINGS, ...providers],
    };
  }
}
