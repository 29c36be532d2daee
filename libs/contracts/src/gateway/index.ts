export * from './account.ts';
export * from './api-key.ts';
export * from './card.ts';
export * from './import.ts';
export * from './job.ts';
export * from './problem.ts';
export * from './second-factor.ts';
export * from './session.ts';
