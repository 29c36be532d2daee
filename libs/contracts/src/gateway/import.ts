import { z } from 'zod';
import { pageOf } from '../page.ts';

/** The files of a set of sales opportunities. Each is named so in the form that uploads it. */
export const ImportFile = z
  .enum(['accounts', 'products', 'sales_teams', 'sales_pipeline'])
  .meta({ id: 'ImportFile', description: 'A file of the set, without its ending .csv' });
export type ImportFile = z.output<typeof ImportFile>;

const Message = z.strictObject({ ru: z.string(), en: z.string() });

/** Why a file was refused before anything was loaded. */
export const ImportRefusalReason = z
  .enum([
    'file_missing',
    'file_unknown',
    'file_repeated',
    'file_empty',
    'header',
    'encoding',
    'line_too_long',
    'quotes',
    'columns',
    'value_missing',
    'value_too_long',
    'number',
    'date',
    'stage',
    'dates_reversed',
    'key_repeated',
    'parent_cycle',
  ])
  .meta({ id: 'ImportRefusalReason' });
export type ImportRefusalReason = z.output<typeof ImportRefusalReason>;

/** The details of `import.malformed`. Nothing of the set has been loaded then. */
export const ImportRefusal = z
  .strictObject({
    file: z.string().describe('Name of the file as uploaded, such as accounts.csv'),
    line: z.int().min(1).nullable().describe('Null when the file as a whole is meant'),
    field: z.string().nullable(),
    reason: ImportRefusalReason,
    message: Message,
  })
  .meta({ id: 'ImportRefusal' });
export type ImportRefusal = z.output<typeof ImportRefusal>;

/**
 * `corrected`: the value was read as a known one. `added`: it became a new value of a classifier. `unplaced`: it could
 * not be placed, and the record was loaded without it.
 */
export const ImportFindingKind = z.enum(['corrected', 'added', 'unplaced']).meta({ id: 'ImportFindingKind' });

export const ImportFindingReason = z
  .enum(['spacing', 'typo', 'new_value', 'empty', 'unknown'])
  .meta({ id: 'ImportFindingReason' });
export type ImportFindingReason = z.output<typeof ImportFindingReason>;

/** One value of one row that did not go in as it stood. */
export const ImportFinding = z
  .strictObject({
    kind: ImportFindingKind,
    file: ImportFile,
    line: z.int().min(2),
    /** The key of the row in the source, such as its opportunity_id. */
    row: z.string(),
    field: z.string(),
    from: z.string(),
    to: z.string().nullable().describe('What was loaded instead; null for nothing'),
    reason: ImportFindingReason,
    message: Message.describe('Why, for people'),
  })
  .meta({ id: 'ImportFinding' });
export type ImportFinding = z.output<typeof ImportFinding>;

export const ImportFindingPage = pageOf(ImportFinding, 'ImportFindingPage');
export type ImportFindingPage = z.output<typeof ImportFindingPage>;

const Outcomes = z.strictObject({ created: z.int().min(0), kept: z.int().min(0) });

/** What an import reports in short when it is done: the `result` of its job. */
export const ImportSummary = z
  .strictObject({
    files: z.array(z.strictObject({ name: z.string(), bytes: z.int(), sha256: z.string(), rows: z.int().min(0) })),
    records: z
      .strictObject({
        departments: Outcomes,
        employees: Outcomes,
        products: Outcomes,
        clients: Outcomes,
        deals: Outcomes,
      })
      .describe('Kept are those that an earlier load had made'),
    findings: z
      .array(
        z.strictObject({
          ...ImportFinding.pick({ kind: true, file: true, field: true, from: true, to: true, reason: true }).shape,
          rows: z.int().min(1),
        }),
      )
      .describe('Equal findings together, the most frequent first; at most 100'),
  })
  .meta({ id: 'ImportSummary' });
export type ImportSummary = z.output<typeof ImportSummary>;
