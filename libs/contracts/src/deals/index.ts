export * from './deal.ts';
export * from './events.ts';
export * from './pipeline.ts';
export * from './product.ts';
export * from './rpc.ts';
