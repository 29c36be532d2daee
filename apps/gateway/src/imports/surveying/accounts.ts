import { fold } from '../matching/fold.ts';
import type { ImportedClassifier } from '../matching/classifier-values.ts';
import { KnownValues } from '../matching/known-values.ts';
import { fileName } from '../reading/file-layout.ts';
import { refuse } from '../reading/refusal.ts';
import type { AccountRow } from '../reading/source-rows.ts';
import { addition, correction, type FindingPlace, type FindingSink, unplaced } from './findings.ts';
import { UniqueKeys } from './unique-keys.ts';

export interface Classifiers {
  readonly sectors: ImportedClassifier;
  readonly regions: ImportedClassifier;
}

/** What is known of all accounts at once; the rest of a row is read again when it is loaded. */
export interface AccountTree {
  readonly names: KnownValues;
  /** The parent of each subsidiary. */
  readonly parents: ReadonlyMap<string, string>;
  /** Steps up to the topmost parent: 0 for an account without one. */
  readonly depths: ReadonlyMap<string, number>;
}

const placeOf = ({ line, account }: AccountRow, field: string): FindingPlace => ({
  file: 'accounts',
  line,
  row: account,
  field,
});

/**
 * Learns the accounts in two readings: their names and classifiers first, then who is whose subsidiary.
 *
 * @throws DomainError `import.malformed` for a name that is there twice, or an organisation below itself.
 */
export async function surveyAccounts(
  read: () => AsyncIterable<AccountRow>,
  classifiers: Classifiers,
  report: FindingSink,
): Promise<AccountTree> {
  const keys = new UniqueKeys('accounts', 'account', fold);
  const lines = new Map<string, number>();
  for await (const row of read()) {
    keys.add(row.account, row.line);
    lines.set(row.account, row.line);
    await classify(row.sector, classifiers.sectors, { place: placeOf(row, 'sector'), report });
    await classify(row.country, classifiers.regions, { place: placeOf(row, 'office_location'), report });
  }
  const names = new KnownValues(Array.from(lines.keys(), (account) => ({ code: account, names: [account] })));
  const parents = await findParents(read(), names, report);
  return { names, parents, depths: depthsOf(lines, parents) };
}

async function classify(
  text: string,
  classifier: ImportedClassifier,
  { place, report }: { place: FindingPlace; report: FindingSink },
): Promise<void> {
  if (text === '') return;
  const match = classifier.match(text);
  if (match.kind === 'corrected') return report(correction(place, text, match));
  if (match.kind === 'exact') return;
  classifier.add(text);
  await report(addition(place, text));
}

async function findParents(
  rows: AsyncIterable<AccountRow>,
  names: KnownValues,
  report: FindingSink,
): Promise<Map<string, string>> {
  const parents = new Map<string, string>();
  for await (const row of rows) {
    if (row.parent === '') continue;
    const place = placeOf(row, 'subsidiary_of');
    const match = names.match(row.parent);
    if (match.kind === 'unknown') await report(unplaced(place, row.parent));
    else parents.set(row.account, match.code);
    if (match.kind === 'corrected') await report(correction(place, row.parent, match));
  }
  return parents;
}

function depthsOf(lines: ReadonlyMap<string, number>, parents: ReadonlyMap<string, string>): Map<string, number> {
  const depths = new Map<string, number>();
  for (const [account, line] of lines) depths.set(account, depthOf(account, line, parents));
  return depths;
}

function depthOf(account: string, line: number, parents: ReadonlyMap<string, string>): number {
  const seen = new Set([account]);
  for (let parent = parents.get(account); parent !== undefined; parent = parents.get(parent)) {
    if (seen.has(parent)) {
      const place = { file: fileName('accounts'), line, field: 'subsidiary_of' };
      throw refuse('parent_cycle', place, { found: account });
    }
    seen.add(parent);
  }
  return seen.size - 1;
}
