import { AsyncLocalStorage } from 'node:async_hooks';

/** A database transaction that the calling code is a part of. */
export interface TransactionMark {
  /** Epoch milliseconds after which it is not committed any more. */
  readonly deadline: number;
}

const marks = new AsyncLocalStorage<TransactionMark>();

/** Runs the work, and everything that it awaits, as a part of a transaction, which the database may ask to run again. */
export function runInTransaction<T>(mark: TransactionMark, work: () => T): T {
  return marks.run(mark, work);
}

/** The transaction that the calling code is a part of, or undefined outside of any. */
export function currentTransaction(): TransactionMark | undefined {
  return marks.getStore();
}

/**
 * Call it before an effect that the database cannot take back.
 *
 * @throws Error inside of a transaction: it may be run again, or come to nothing (M6).
 */
export function assertOutsideTransaction(effect: string): void {
  if (currentTransaction()) {
    throw new Error(`${effect} inside of a transaction, which may run again or fail: put it off with afterCommit`);
  }
}
