import type { ImportFile } from '@crm/contracts';
import type { SourceRows } from '../reading/source-rows.ts';

/** The uploaded files: each can be read from its beginning as often as needed. */
export interface ImportSource {
  /** @throws DomainError `import.malformed`, from the iteration. */
  rows<File extends ImportFile>(file: File): AsyncIterable<SourceRows[File]>;
}
