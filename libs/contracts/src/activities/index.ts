export * from './activity.ts';
export * from './commitment.ts';
export * from './events.ts';
export * from './notification.ts';
export * from './reminder.ts';
export * from './rpc.ts';
