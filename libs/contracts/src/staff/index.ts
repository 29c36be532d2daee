export * from './absence.ts';
export * from './department.ts';
export * from './employee.ts';
export * from './hand-over.ts';
export * from './position.ts';
export * from './reach-channel.ts';
export * from './rpc.ts';
