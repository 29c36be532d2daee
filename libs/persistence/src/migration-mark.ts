import { AsyncLocalStorage } from 'node:async_hooks';

const marks = new AsyncLocalStorage<true>();

/** Runs the work, and everything that it awaits, as a part of a migration. */
export const asMigration = <T>(work: () => Promise<T>): Promise<T> => marks.run(true, work);

/** Whether the calling code is a part of a migration: nobody in particular has asked for what it changes. */
export const isMigrating = (): boolean => marks.getStore() === true;
