export * from './client.ts';
export * from './contact-person.ts';
export * from './rpc.ts';
