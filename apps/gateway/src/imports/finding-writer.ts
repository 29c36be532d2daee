import type { ImportFinding } from '@crm/contracts';
import type { FindingRepository } from './finding.repository.ts';

const BATCH = 500;

/** Writes a report as it comes, some lines at a time. */
export class FindingWriter {
  #waiting: ImportFinding[] = [];
  #written = 0;

  constructor(
    private readonly findings: FindingRepository,
    private readonly importId: string,
  ) {}

  async add(finding: ImportFinding): Promise<void> {
    this.#waiting.push(finding);
    if (this.#waiting.length >= BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    await this.findings.add(this.importId, this.#waiting, this.#written);
    this.#written += this.#waiting.length;
    this.#waiting = [];
  }
}
