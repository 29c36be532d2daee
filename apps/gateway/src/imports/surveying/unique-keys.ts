import type { ImportFile } from '@crm/contracts';
import { fileName } from '../reading/file-layout.ts';
import { refuse } from '../reading/refusal.ts';

/** Sees to it that no two rows of a file have the same key. */
export class UniqueKeys {
  readonly #seen = new Set<string>();

  constructor(
    private readonly file: ImportFile,
    private readonly field: string,
    /** When two keys count as one. */
    private readonly normalise: (key: string) => string = (key) => key,
  ) {}

  get size(): number {
    return this.#seen.size;
  }

  /** @throws DomainError `import.malformed` for a key that is there already. */
  add(key: string, line: number): void {
    const normal = this.normalise(key);
    if (this.#seen.has(normal)) {
      throw refuse('key_repeated', { file: fileName(this.file), line, field: this.field }, { found: key });
    }
    this.#seen.add(normal);
  }
}
