export * from './explain.ts';
export * from './role-description.ts';
export * from './rpc.ts';
