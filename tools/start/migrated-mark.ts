import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Remembers beside the data of a private MongoDB by which build its databases were migrated: one mark for each prefix of
 * databases, for a system that starts empty has others than the demo, and a bench has new ones in each run.
 */
export class MigratedMark {
  readonly #file: string;
  readonly #build: string;

  constructor(mongodbDirectory: string, databasePrefix: string, build: string) {
    this.#build = build;
    this.#file = join(mongodbDirectory, `migrated-${databasePrefix}`);
  }

  isUpToDate(): boolean {
    return existsSync(this.#file) && readFileSync(this.#file, 'utf8') === this.#build;
  }

  keep(): void {
    writeFileSync(this.#file, this.#build);
  }
}
