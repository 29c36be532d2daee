export * from './rpc.ts';
