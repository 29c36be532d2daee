export * from './account.ts';
export * from './card.ts';
export * from './import.ts';
export * from './job.ts';
export * from './problem.ts';
export * from './session.ts';
