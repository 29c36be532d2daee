import { AsyncLocalStorage } from 'node:async_hooks';
import type { Connection } from 'mongoose';
import { RecordChanges } from './audited/record-changes.ts';
import { UntoldVersions } from './untold-versions.ts';

const underWay = new WeakMap<Connection, AsyncLocalStorage<TransactionAttempt>>();

/** The run that the calling code is part of: one at a time for each database. */
export function attemptsOn(connection: Connection): AsyncLocalStorage<TransactionAttempt> {
  const known = underWay.get(connection);
  if (known) return known;
  const made = new AsyncLocalStorage<TransactionAttempt>();
  underWay.set(connection, made);
  return made;
}

/** One run of a transaction's work: MongoDB may ask for several, and each begins with nothing. */
export class TransactionAttempt {
  readonly versions = new UntoldVersions();
  readonly changes = new RecordChanges();
  private readonly steps: (() => Promise<void>)[] = [];
  private readonly effects: (() => void)[] = [];
  private readonly lastSteps: (() => Promise<void>)[] = [];
  private readonly kept = new Map<symbol, object>();
  private failure: { readonly error: unknown } | undefined;

  /** Runs a part of the work. Its failure is the failure of the whole, for what it has written cannot be taken back alone. */
  async include<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.failure ??= { error };
      throw error;
    }
  }

  /** Runs the work, after it what has been put off until the commit, and in the end writes down what has become of records. */
  async complete<T>(work: () => Promise<T>, writeAudit: (changes: RecordChanges) => Promise<void>): Promise<T> {
    const result = await work();
    if (this.failure) throw this.failure.error;
    for (const step of this.steps) await step();
    this.versions.assertNone();
    await writeAudit(this.changes);
    return result;
  }

  beforeCommit(step: () => Promise<void>): void {
    this.steps.push(step);
  }

  afterCommit(effect: () => void): void {
    this.effects.push(effect);
  }

  beforeAnswer(step: () => Promise<void>): void {
    this.lastSteps.push(step);
  }

  keep<T extends object>(key: symbol, make: () => T): T {
    const known = this.kept.get(key) as T | undefined;
    if (known) return known;
    const made = make();
    this.kept.set(key, made);
    return made;
  }

  async committed(): Promise<void> {
    for (const effect of this.effects) effect();
    for (const step of this.lastSteps) await step();
  }
}
