export * from './role-description.ts';
export * from './rpc.ts';
