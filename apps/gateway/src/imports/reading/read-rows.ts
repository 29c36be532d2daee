import { pipeline, type Readable } from 'node:stream';
import type { ImportFile } from '@crm/contracts';
import { CsvError, type Info, parse } from 'csv-parse';
import { columnsOf, fileName } from './file-layout.ts';
import { LineGuard, MAX_LINE_BYTES } from './line-guard.ts';
import { refuse } from './refusal.ts';

/** A row as it stands in the file, with the line that it begins on. */
export interface RawRow<File extends ImportFile = ImportFile> {
  readonly line: number;
  readonly values: Readonly<Record<(typeof columnsOf)[File][number], string>>;
}

interface Parsed {
  readonly record: string[];
  readonly info: Info;
}

/**
 * The rows of a file, one after another; never more than a few of them are in memory.
 *
 * @throws DomainError `import.malformed` with the line and the reason, from the iteration.
 */
export async function* readRows<File extends ImportFile>(file: File, source: Readable): AsyncGenerator<RawRow<File>> {
  let lastLine = 0;
  const parser = parse({
    bom: true,
    info: true,
    trim: true,
    skip_empty_lines: true,
    max_record_size: MAX_LINE_BYTES,
    on_record: (record: string[], { lines }) => {
      lastLine = lines;
      return record;
    },
  });
  pipeline(source, new LineGuard(file), parser, () => undefined);
  let rows = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      // The guard has compared the header, so the first record is skipped.
      if (rows > 0) yield { line: lineOf(record, info), values: toValues(file, record) };
      rows += 1;
    }
  } catch (error) {
    throw error instanceof CsvError ? asRefusal(file, error, lastLine + 1) : error;
  }
  if (rows < 2) throw refuse('file_empty', { file: fileName(file) });
}

/** The parser counts up to the end of a record, which may have line ends in its quotes. */
const lineOf = (record: readonly string[], { lines }: Info): number =>
  lines - record.reduce((sum, value) => sum + value.split('\n').length - 1, 0);

function toValues<File extends ImportFile>(file: File, record: readonly string[]): RawRow<File>['values'] {
  const columns: readonly string[] = columnsOf[file];
  return Object.fromEntries(columns.map((column, index) => [column, record[index] ?? ''])) as RawRow<File>['values'];
}

/** @param line where the record began that could not be read: quotes left open swallow the lines after them. */
function asRefusal(file: ImportFile, error: CsvError, line: number): Error {
  const place = { file: fileName(file), line };
  switch (error.code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH': {
      const found = Array.isArray(error['record']) ? String(error['record'].length) : '?';
      return refuse('columns', place, { found, expected: String(columnsOf[file].length) });
    }
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_MAX_RECORD_SIZE': // No line is that long, as the guard has seen: open quotes have made one of many.
      return refuse('quotes', place);
    default:
      return error;
  }
}
