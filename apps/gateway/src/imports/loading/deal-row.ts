import type { ensurePipeline, loadDeals, RpcRequest } from '@crm/contracts';
import type { KnownValues } from '../matching/known-values.ts';
import type { OpportunityRow, Stage } from '../reading/source-rows.ts';
import type { Survey } from '../surveying/survey.ts';
import { externalKey } from './external-key.ts';
import { CURRENCY } from './product-row.ts';
import type { StaffIds } from './staff-ids.ts';

export type DealRow = RpcRequest<typeof loadDeals>['rows'][number];

/** The stages of the set as a pipeline of its own. */
export const pipeline: RpcRequest<typeof ensurePipeline> = {
  code: 'sales-opportunities',
  name: { ru: 'Загруженные продажи', en: 'Sales opportunities' },
  stages: [
    { code: 'prospecting', name: { ru: 'Поиск', en: 'Prospecting' }, kind: 'open', probability: 10 },
    { code: 'engaging', name: { ru: 'Переговоры', en: 'Engaging' }, kind: 'open', probability: 40 },
    { code: 'won', name: { ru: 'Выиграна', en: 'Won' }, kind: 'won', probability: 100 },
    { code: 'lost', name: { ru: 'Проиграна', en: 'Lost' }, kind: 'lost', probability: 0 },
  ],
};

const stageCodes: Readonly<Record<Stage, string>> = {
  Prospecting: 'prospecting',
  Engaging: 'engaging',
  Won: 'won',
  Lost: 'lost',
};

/** The set does not say why a deal was lost. */
const LOST_REASON = 'not-recorded';

/** The ids of what deals refer to, by name. */
export interface DealReferences {
  readonly staff: StaffIds;
  readonly products: ReadonlyMap<string, string>;
  readonly clients: ReadonlyMap<string, string>;
}

/** The set knows days; noon in UTC is on that day almost everywhere. */
const noonOf = (day: string): string => `${day}T12:00:00.000Z`;

/** An opportunity as a deal: at the price it was closed for, else at the list price. */
export function dealRow(row: OpportunityRow, survey: Survey, { staff, products, clients }: DealReferences): DealRow {
  const agent = resolved(survey.names.agents, row.agent);
  const product = resolved(survey.names.products, row.product);
  const account = resolved(survey.names.accounts, row.account);
  const isClosed = row.stage === 'Won' || row.stage === 'Lost';
  const { employeeId, departmentId } = staff.of(agent);
  const listPrice = product === null ? '0' : (survey.products.get(product)?.price ?? '0');
  return {
    externalId: externalKey('opportunity', row.opportunityId),
    title: [product ?? (row.product || row.opportunityId), ...(account === null ? [] : [account])].join(', '),
    clientId: account === null ? null : (clients.get(account) ?? null),
    ownerId: employeeId,
    departmentId,
    productId: product === null ? null : (products.get(product) ?? null),
    amount: { amount: row.value ?? listPrice, currency: CURRENCY },
    pipelineCode: pipeline.code,
    stageCode: stageCodes[row.stage],
    stageHistory: stageHistory(row),
    openedOn: row.engagedOn,
    closedAt: isClosed && row.closedOn !== null ? noonOf(row.closedOn) : null,
    expectedCloseOn: isClosed ? null : row.closedOn,
    lostReasonCode: row.stage === 'Lost' ? LOST_REASON : null,
    lostComment: null,
    note: null,
  };
}

function resolved(names: KnownValues, text: string): string | null {
  const match = text === '' ? ({ kind: 'unknown' } as const) : names.match(text);
  return match.kind === 'unknown' ? null : match.code;
}

/** Talks begin when the agent engages; what came before them, the set does not know. */
function stageHistory({ stage, engagedOn, closedOn }: OpportunityRow): DealRow['stageHistory'] {
  if (engagedOn === null) return [];
  const engaged = { stageCode: stageCodes.Engaging, enteredAt: noonOf(engagedOn) };
  switch (stage) {
    case 'Prospecting':
      return [{ ...engaged, stageCode: stageCodes.Prospecting }];
    case 'Engaging':
      return [engaged];
    case 'Won':
    case 'Lost':
      return closedOn === null ? [] : [engaged, { stageCode: stageCodes[stage], enteredAt: noonOf(closedOn) }];
  }
}
