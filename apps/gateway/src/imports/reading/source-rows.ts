import type { ImportFile } from '@crm/contracts';
import { fileName } from './file-layout.ts';
import type { RawRow } from './read-rows.ts';
import { refuse } from './refusal.ts';
import { readDay, readDecimal, readRequired, readText, readWhole, readYear, type ValuePlace } from './values.ts';

/** Names are keys too, so they are shorter than other text. */
const MAX_NAME = 80;

export const stages = ['Prospecting', 'Engaging', 'Won', 'Lost'] as const;
export type Stage = (typeof stages)[number];

interface SourceRow {
  readonly line: number;
}

/** A client. Texts are as the file has them, empty for nothing. */
export interface AccountRow extends SourceRow {
  readonly account: string;
  readonly sector: string;
  readonly foundedIn: number | null;
  readonly revenueMillions: string | null;
  readonly employees: number | null;
  readonly country: string;
  readonly parent: string;
}

export interface ProductSourceRow extends SourceRow {
  readonly product: string;
  readonly series: string;
  readonly price: string;
}

/** An agent, his manager and their office. */
export interface TeamRow extends SourceRow {
  readonly agent: string;
  readonly manager: string;
  readonly office: string;
}

export interface OpportunityRow extends SourceRow {
  readonly opportunityId: string;
  readonly agent: string;
  readonly product: string;
  readonly account: string;
  readonly stage: Stage;
  readonly engagedOn: string | null;
  readonly closedOn: string | null;
  readonly value: string | null;
}

/** What each file is made of. */
export interface SourceRows {
  readonly accounts: AccountRow;
  readonly products: ProductSourceRow;
  readonly sales_teams: TeamRow;
  readonly sales_pipeline: OpportunityRow;
}

type Reader<File extends ImportFile> = (row: RawRow<File>) => SourceRows[File];

const placesIn =
  (file: ImportFile, line: number) =>
  (field: string): ValuePlace => ({ file: fileName(file), line, field });

const readAccount: Reader<'accounts'> = ({ line, values }) => {
  const at = placesIn('accounts', line);
  return {
    line,
    account: readRequired(values.account, at('account'), MAX_NAME),
    sector: readText(values.sector, at('sector'), MAX_NAME),
    foundedIn: readYear(values.year_established, at('year_established')),
    revenueMillions: readDecimal(values.revenue, at('revenue')),
    employees: readWhole(values.employees, at('employees')),
    country: readText(values.office_location, at('office_location'), MAX_NAME),
    parent: readText(values.subsidiary_of, at('subsidiary_of'), MAX_NAME),
  };
};

const readProduct: Reader<'products'> = ({ line, values }) => {
  const at = placesIn('products', line);
  return {
    line,
    product: readRequired(values.product, at('product'), MAX_NAME),
    series: readText(values.series, at('series'), MAX_NAME),
    price: readDecimal(readRequired(values.sales_price, at('sales_price')), at('sales_price')) ?? '0',
  };
};

const readTeam: Reader<'sales_teams'> = ({ line, values }) => {
  const at = placesIn('sales_teams', line);
  return {
    line,
    agent: readRequired(values.sales_agent, at('sales_agent'), MAX_NAME),
    manager: readRequired(values.manager, at('manager'), MAX_NAME),
    office: readRequired(values.regional_office, at('regional_office'), MAX_NAME),
  };
};

const readOpportunity: Reader<'sales_pipeline'> = ({ line, values }) => {
  const at = placesIn('sales_pipeline', line);
  const stage = readStage(values.deal_stage, at('deal_stage'));
  const isClosed = stage === 'Won' || stage === 'Lost';
  const closed = isClosed ? readRequired(values.close_date, at('close_date')) : values.close_date;
  const value = stage === 'Won' ? readRequired(values.close_value, at('close_value')) : values.close_value;
  const row: OpportunityRow = {
    line,
    opportunityId: readRequired(values.opportunity_id, at('opportunity_id'), MAX_NAME),
    agent: readRequired(values.sales_agent, at('sales_agent'), MAX_NAME),
    product: readText(values.product, at('product'), MAX_NAME),
    account: readText(values.account, at('account'), MAX_NAME),
    stage,
    engagedOn: readDay(values.engage_date, at('engage_date')),
    closedOn: readDay(closed, at('close_date')),
    value: readDecimal(value, at('close_value')),
  };
  if (row.closedOn !== null && row.engagedOn !== null && row.closedOn < row.engagedOn) {
    throw refuse('dates_reversed', at('close_date'));
  }
  return row;
};

function readStage(text: string, place: ValuePlace): Stage {
  const stage = stages.find((known) => known.toLowerCase() === text.toLowerCase());
  if (!stage) throw refuse('stage', place, { found: text, expected: stages.join(', ') });
  return stage;
}

/** How a row of each file is read; a value that cannot be read is `import.malformed` with its line and field. */
export const rowReaders: { readonly [File in ImportFile]: Reader<File> } = {
  accounts: readAccount,
  products: readProduct,
  sales_teams: readTeam,
  sales_pipeline: readOpportunity,
};
