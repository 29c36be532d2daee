import type { KnownValues } from '../matching/known-values.ts';
import type { OpportunityRow } from '../reading/source-rows.ts';
import { correction, type FindingPlace, type FindingSink, unplaced } from './findings.ts';
import { UniqueKeys } from './unique-keys.ts';

/** The names that opportunities refer to. */
export interface Names {
  readonly agents: KnownValues;
  readonly products: KnownValues;
  readonly accounts: KnownValues;
}

/** What the opportunities of an account say of the account itself. */
export interface AccountDeals {
  /** Opportunities by agent. */
  readonly byAgent: Map<string, number>;
  hasWon: boolean;
}

export interface PipelineSurvey {
  readonly rows: number;
  readonly accounts: ReadonlyMap<string, AccountDeals>;
}

/**
 * Learns who deals with which account, and reports what opportunities name wrongly or not at all.
 *
 * @throws DomainError `import.malformed` when an opportunity is there twice.
 */
export async function surveyPipeline(
  rows: AsyncIterable<OpportunityRow>,
  names: Names,
  report: FindingSink,
): Promise<PipelineSurvey> {
  const ids = new UniqueKeys('sales_pipeline', 'opportunity_id');
  const accounts = new Map<string, AccountDeals>();
  for await (const row of rows) {
    ids.add(row.opportunityId, row.line);
    count(accounts, await resolve(row, names, report), row);
  }
  return { rows: ids.size, accounts };
}

interface Resolved {
  readonly agent: string | null;
  readonly account: string | null;
}

async function resolve(row: OpportunityRow, names: Names, report: FindingSink): Promise<Resolved> {
  const find = async (field: string, text: string, known: KnownValues): Promise<string | null> => {
    const place: FindingPlace = { file: 'sales_pipeline', line: row.line, row: row.opportunityId, field };
    const match = text === '' ? ({ kind: 'unknown' } as const) : known.match(text);
    if (match.kind === 'corrected') await report(correction(place, text, match));
    if (match.kind !== 'unknown') return match.code;
    await report(unplaced(place, text));
    return null;
  };
  const agent = await find('sales_agent', row.agent, names.agents);
  await find('product', row.product, names.products);
  return { agent, account: await find('account', row.account, names.accounts) };
}

function count(accounts: Map<string, AccountDeals>, { agent, account }: Resolved, { stage }: OpportunityRow): void {
  if (account === null) return;
  const deals = accounts.get(account) ?? { byAgent: new Map<string, number>(), hasWon: false };
  if (agent !== null) deals.byAgent.set(agent, (deals.byAgent.get(agent) ?? 0) + 1);
  deals.hasWon ||= stage === 'Won';
  accounts.set(account, deals);
}

/** The agent with the most opportunities of an account; of several equal ones, the first by name. */
export function ownerOf({ byAgent }: AccountDeals): string | null {
  const ranked = [...byAgent].sort(
    ([name, deals], [other, otherDeals]) => otherDeals - deals || (name < other ? -1 : 1),
  );
  return ranked[0]?.[0] ?? null;
}
