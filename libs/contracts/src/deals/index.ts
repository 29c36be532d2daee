export * from './deal.ts';
export * from './pipeline.ts';
export * from './product.ts';
export * from './rpc.ts';
