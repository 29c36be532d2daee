import { type DynamicModule, Module } from '@nestjs/common';
import type { ServiceName } from '@crm/contracts';
import { Outbox } from './outbox.ts';
import { OutboxBell } from './outbox-bell.ts';
import { OUTBOX_SETTINGS, outboxDefaults, type OutboxSettings } from './outbox-settings.ts';

export type OutboxOptions = Partial<OutboxSettings> & { readonly service: ServiceName };

/** The outbox without a relay: what is told stays there. For tests of features, and for programs that come and go. */
@Module({})
export class OutboxWritingModule {
  static forRoot(options: OutboxOptions): DynamicModule {
    const settings = { provide: OUTBOX_SETTINGS, useValue: { ...outboxDefaults, ...options } };
    return {
      module: OutboxWritingModule,
      global: true,
      providers: [settings, OutboxBell, Outbox],
      exports: [OUTBOX_SETTINGS, OutboxBell, Outbox],
    };
  }
}
