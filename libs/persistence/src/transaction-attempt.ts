/** One run of a transaction's work: MongoDB may ask for several, and each begins with nothing. */
export class TransactionAttempt {
  private readonly steps: (() => Promise<void>)[] = [];
  private readonly effects: (() => void)[] = [];
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

  /** Runs the work, and after it what has been put off until the commit. */
  async complete<T>(work: () => Promise<T>): Promise<T> {
    const result = await work();
    if (this.failure) throw this.failure.error;
    for (const step of this.steps) await step();
    return result;
  }

  beforeCommit(step: () => Promise<void>): void {
    this.steps.push(step);
  }

  afterCommit(effect: () => void): void {
    this.effects.push(effect);
  }

  keep<T extends object>(key: symbol, make: () => T): T {
    const known = this.kept.get(key) as T | undefined;
    if (known) return known;
    const made = make();
    this.kept.set(key, made);
    return made;
  }

  committed(): void {
    for (const effect of this.effects) effect();
  }
}
