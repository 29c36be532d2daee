export * from './client.ts';
export * from './contact-person.ts';
export * from './events.ts';
export * from './rpc.ts';
export * from './sharing.ts';
