import type { DealRow, RpcInput, createDeal } from '@crm/contracts';
import { newId } from '@crm/persistence';

let lastNumber = 0;

/** A row of a bulk load: an open deal of some manager; the test names what matters to it. */
export function aDealRow(given: Partial<DealRow> = {}): DealRow {
  lastNumber += 1;
  return {
    externalId: `row-${lastNumber}`,
    title: `Deal ${lastNumber}`,
    clientId: newId(),
    ownerId: newId(),
    departmentId: newId(),
    productId: null,
    amount: { amount: '100', currency: 'RUB' },
    pipelineCode: 'sales',
    stageCode: 'request',
    stageHistory: [],
    openedOn: '2026-11-01',
    closedAt: null,
    expectedCloseOn: null,
    lostReasonCode: null,
    lostComment: null,
    note: null,
    ...given,
  };
}

export const closedAt = '2026-11-20T10:00:00.000Z';

export const aWonRow = (given: Partial<DealRow> = {}): DealRow => aDealRow({ stageCode: 'won', closedAt, ...given });

export const aLostRow = (given: Partial<DealRow> = {}): DealRow =>
  aDealRow({ stageCode: 'lost', closedAt, lostReasonCode: 'price', ...given });

/** What a manager types to open a deal. */
export const aNewDeal = (given: Partial<RpcInput<typeof createDeal>> = {}): RpcInput<typeof createDeal> => ({
  title: 'Станок',
  clientId: newId(),
  productId: null,
  amount: { amount: '1200.50', currency: 'RUB' },
  expectedCloseOn: null,
  note: null,
  ownerDepartmentId: newId(),
  ...given,
});
