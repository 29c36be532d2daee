export * from './audit-entry.ts';
export * from './rpc.ts';
