import {
  type AnyRpcContract,
  ensureClientClassifier,
  ensurePipeline,
  loadClients,
  loadDeals,
  loadProducts,
  loadStaff,
  type LoadResult,
  type RpcOutput,
  type RpcRequest,
} from '@crm/contracts';
import type { ImportSource } from '../surveying/import-source.ts';
import type { Survey } from '../surveying/survey.ts';
import { type Batch, batchesOf, pickFrom } from './batches.ts';
import { clientRow } from './client-row.ts';
import { dealRow, type DealReferences, pipeline } from './deal-row.ts';
import { productRow } from './product-row.ts';
import { StaffIds, type StaffMember } from './staff-ids.ts';
import { employeeKey, staffMessages, teamKey } from './staff-rows.ts';
import type { Part, Tallies } from './tally.ts';

/** Asks a service on behalf of the one who started the import. */
export type Ask = <Contract extends AnyRpcContract>(
  contract: Contract,
  input: RpcRequest<Contract>,
) => Promise<RpcOutput<Contract>>;

/** Where a load stands, kept in the database. */
export interface LoadProgress {
  readonly tallies: Tallies;
  /** Counts a batch that begins with row `from`; throws when this run must stop. */
  advance(part: Part, from: number, result: LoadResult): Promise<void>;
}

export interface LoadContext {
  readonly ask: Ask;
  readonly source: ImportSource;
  readonly survey: Survey;
  readonly importer: StaffMember;
  readonly progress: LoadProgress;
}

const BATCH = 500;
/** Messages on their way at a time: enough to keep the services busy, few enough to stop soon. */
const IN_FLIGHT = 3;

type Ids = Map<string, string>;

/**
 * Loads a set that has been surveyed, through the services' own rules. Every row has a key of its own and known rows are
 * kept, so it may be broken off anywhere and begun again.
 */
export async function loadSet(context: LoadContext): Promise<void> {
  const { ask, survey } = context;
  await ensureValues(ask, survey);
  await ask(ensurePipeline, pipeline);
  const staff = await loadTeam(context);
  const products = await loadProductList(context);
  const clients = await loadAccounts(context, staff);
  await loadOpportunities(context, { staff, products, clients });
}

async function ensureValues(ask: Ask, { classifiers }: Survey): Promise<void> {
  for (const [classifier, { added }] of [
    ['sector', classifiers.sectors],
    ['region', classifiers.regions],
  ] as const) {
    for (let start = 0; start < added.length; start += BATCH) {
      await ask(ensureClientClassifier, { classifier, values: added.slice(start, start + BATCH) });
    }
  }
}

async function loadTeam({ ask, survey, importer, progress }: LoadContext): Promise<StaffIds> {
  const departments: Ids = new Map();
  const employees: Ids = new Map();
  for (const message of staffMessages(survey.team)) {
    const result = await ask(loadStaff, message);
    await advance(progress, 'departments', { ids: departments, result: result.departments });
    await advance(progress, 'employees', { ids: employees, result: result.employees });
  }
  const staff = new StaffIds(importer);
  for (const [agent, place] of survey.team) {
    const employeeId = employees.get(employeeKey(agent));
    const departmentId = departments.get(teamKey(place));
    if (employeeId && departmentId) staff.set(agent, { employeeId, departmentId });
  }
  return staff;
}

/** Counts what was not there yet: departments stand in every message that needs them. */
async function advance(
  progress: LoadProgress,
  part: Part,
  { ids, result }: { ids: Ids; result: LoadResult },
): Promise<void> {
  const from = ids.size;
  const news = result.rows.filter(({ externalId }) => !ids.has(externalId));
  for (const { externalId, id } of news) ids.set(externalId, id);
  await progress.advance(part, from, { rows: news });
}

async function loadProductList({ ask, survey, progress }: LoadContext): Promise<Ids> {
  const ids: Ids = new Map();
  const all = [...survey.products.values()];
  for (let from = 0; from < all.length; from += BATCH) {
    const batch = all.slice(from, from + BATCH);
    const result = await ask(loadProducts, { rows: batch.map(productRow) });
    batch.forEach(({ product }, index) => ids.set(product, result.rows[index]?.id ?? ''));
    await progress.advance('products', from, result);
  }
  return ids;
}

/** Parents before their subsidiaries: the file is read once for each depth of the tree. */
async function loadAccounts({ ask, source, survey, progress }: LoadContext, staff: StaffIds): Promise<Ids> {
  const ids: Ids = new Map();
  const { depths } = survey.accounts;
  const deepest = [...depths.values()].reduce((most, depth) => Math.max(most, depth), 0);
  let before = 0;
  for (let depth = 0; depth <= deepest; depth += 1) {
    const accounts = pickFrom(
      source.rows('accounts'),
      ({ account }) => depths.get(account) === depth,
      (row) => row,
    );
    for await (const { rows } of batchesOf(accounts, BATCH)) {
      const result = await ask(loadClients, { rows: rows.map((row) => clientRow(row, survey, staff)) });
      rows.forEach(({ account }, index) => ids.set(account, result.rows[index]?.id ?? ''));
      await progress.advance('clients', before, result);
      before += rows.length;
    }
  }
  return ids;
}

/** The many: those that an earlier run has loaded are only read over. */
async function loadOpportunities(context: LoadContext, references: DealReferences): Promise<void> {
  const { source, survey, progress } = context;
  const loaded = progress.tallies.deals.done;
  const rows = pickFrom(
    source.rows('sales_pipeline'),
    () => true,
    (row) => dealRow(row, survey, references),
  );
  let waiting: Batch<RpcRequest<typeof loadDeals>['rows'][number]>[] = [];
  for await (const batch of batchesOf(rows, BATCH)) {
    if (batch.from + batch.rows.length <= loaded) continue;
    waiting.push(batch);
    if (waiting.length < IN_FLIGHT) continue;
    await loadTogether(context, waiting);
    waiting = [];
  }
  await loadTogether(context, waiting);
}

/** Progress goes forward in the order of the rows, so that a run that breaks off leaves no gap behind it. */
async function loadTogether(
  { ask, progress }: LoadContext,
  batches: readonly Batch<RpcRequest<typeof loadDeals>['rows'][number]>[],
): Promise<void> {
  const results = await Promise.all(batches.map(({ rows }) => ask(loadDeals, { rows })));
  for (const [index, { from }] of batches.entries()) {
    const result = results[index];
    if (result) await progress.advance('deals', from, result);
  }
}
