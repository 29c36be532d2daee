export * from './backlog.ts';
export * from './rpc.ts';
