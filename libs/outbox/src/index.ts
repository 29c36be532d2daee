export { type EventHandlers, type EventGap, MissingEvents } from './inbox/missing-events.ts';
export { InboxProcessor } from './inbox/inbox-processor.ts';
export { Outbox } from './outbox.ts';
export { OutboxModule, type OutboxModuleOptions } from './outbox.module.ts';
export type { OutboxSettings } from './outbox-settings.ts';
export { OutboxWritingModule } from './outbox-writing.module.ts';
export { outboxSchemas } from './schemas.ts';
