import type { LoadResult } from '@crm/contracts';
import type { ImportRepository, Lease } from './import.repository.ts';
import { count, type Part, type Tallies } from './loading/tally.ts';
import type { LoadProgress } from './loading/set-loader.ts';

/** Another run works on the import now. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

const CHECKED_STEP = 5_000;

/** What one run has reached, written down as it goes. */
export class RunProgress implements LoadProgress {
  #tallies: Tallies;
  #checked = 0;

  constructor(
    private readonly imports: ImportRepository,
    private readonly lease: Lease,
    tallies: Tallies,
  ) {
    this.#tallies = tallies;
  }

  get tallies(): Tallies {
    return this.#tallies;
  }

  get checked(): number {
    return this.#checked;
  }

  /** Counts a row that was read and found good. */
  async rowChecked(): Promise<void> {
    this.#checked += 1;
    if (this.#checked % CHECKED_STEP === 0) await this.#write({ checked: { done: this.#checked, total: null } });
  }

  async surveyed(totals: Readonly<Record<Part, number>>): Promise<void> {
    const entries = Object.entries(totals) as [Part, number][];
    for (const [part, total] of entries) this.#set(part, { ...this.#tallies[part], total });
    await this.#write({ tallies: this.#tallies, checked: { done: this.#checked, total: this.#checked } });
  }

  async advance(part: Part, from: number, result: LoadResult): Promise<void> {
    this.#set(part, count(this.#tallies[part], from, result));
    await this.#write({ tallies: this.#tallies });
  }

  #set(part: Part, tally: Tallies[Part]): void {
    this.#tallies = { ...this.#tallies, [part]: tally };
  }

  async #write(reached: Parameters<ImportRepository['keep']>[1]): Promise<void> {
    if (!(await this.imports.keep(this.lease, reached))) throw new LeaseLost();
  }
}
