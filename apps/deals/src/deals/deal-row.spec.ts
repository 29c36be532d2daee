import type { ClassifierValue, Deal, DealRow } from '@crm/contracts';
import { definePipeline, stageByCode } from '../pipelines/pipeline.ts';
import { salesPipeline } from '../pipelines/sales-pipeline.ts';
import { dealFromRow } from './deal-row.ts';

const id = (n: number): string => n.toString(16).padStart(24, '0');
let lastId = 100;
const pipeline = definePipeline(salesPipeline, () => id((lastId += 1)));
const stageId = (code: string): string => stageByCode(pipeline, code).id;

const reason = (code: string, n: number): ClassifierValue => ({
  id: id(n),
  classifier: 'lost-reason',
  code,
  name: { ru: code, en: code },
  archived: false,
  position: 0,
});
const reasons = [reason('price', 20), { ...reason('fax-broken', 21), archived: true }, reason('other', 22)];
const references = {
  pipelines: new Map([[pipeline.code, pipeline]]),
  lostReasons: new Map(reasons.map((value) => [value.code, value])),
};
const at = new Date('2026-11-24T12:00:00.000Z');

const open: DealRow = {
  externalId: 'ZNBS69V1',
  title: 'GTX Plus Basic',
  clientId: null,
  ownerId: id(1),
  departmentId: id(2),
  productId: id(3),
  amount: { amount: '550', currency: 'USD' },
  pipelineCode: 'sales',
  stageCode: 'offer',
  stageHistory: [],
  openedOn: '2016-10-29',
  closedAt: null,
  expectedCloseOn: null,
  lostReasonCode: null,
  lostComment: null,
  note: null,
};
const closedAt = '2017-03-01T00:00:00.000Z';
const won: DealRow = { ...open, stageCode: 'won', closedAt };
const lost: DealRow = { ...open, stageCode: 'lost', closedAt, lostReasonCode: 'price' };
const step = (stageCode: string, enteredAt: string) => ({ stageCode, enteredAt: `${enteredAt}T00:00:00.000Z` });

const load = (row: DealRow): Deal => dealFromRow(row, references, { id: id(9), at });
const refusalOf = (row: DealRow): unknown => {
  try {
    return load(row);
  } catch (error) {
    return error;
  }
};

describe(dealFromRow, () => {
  it('keeps what the source says, and nothing that it does not say', () => {
    expect(load(open)).toEqual<Deal>({
      id: id(9),
      title: 'GTX Plus Basic',
      clientId: null,
      ownerId: id(1),
      departmentId: id(2),
      productId: id(3),
      amount: { amount: '550', currency: 'USD' },
      pipelineId: pipeline.id,
      stageId: stageId('offer'),
      status: 'open',
      stageHistory: [],
      openedOn: '2016-10-29',
      closedAt: null,
      expectedCloseOn: null,
      lostReasonId: null,
      lostComment: null,
      note: null,
      version: 1,
      createdAt: at.toISOString(),
      updatedAt: at.toISOString(),
    });
  });

  it.each([
    { row: open, status: 'open', lostReasonId: null },
    { row: won, status: 'won', lostReasonId: null },
    { row: lost, status: 'lost', lostReasonId: id(20) },
    { row: { ...lost, lostReasonCode: 'fax-broken' }, status: 'lost', lostReasonId: id(21) },
    { row: { ...lost, lostReasonCode: 'other', lostComment: 'War' }, status: 'lost', lostReasonId: id(22) },
  ])('is $status in the stage $row.stageCode, for the reason $row.lostReasonCode', ({ row, status, lostReasonId }) => {
    expect(load(row)).toMatchObject({ status, lostReasonId, closedAt: row.closedAt, stageId: stageId(row.stageCode) });
  });

  it('knows when it went through the stages, but not by whose hand', () => {
    const stageHistory = [step('request', '2016-10-20'), step('offer', '2016-12-01'), step('won', '2017-03-01')];
    expect(load({ ...won, stageHistory }).stageHistory).toEqual(
      stageHistory.map(({ stageCode, enteredAt }) => ({ stageId: stageId(stageCode), enteredAt, byEmployeeId: null })),
    );
  });

  it.each([
    { code: 'pipeline.not_found', row: { ...open, pipelineCode: 'tender' } },
    { code: 'deal.stage_unknown', row: { ...open, stageCode: 'engaging' } },
    {
      code: 'deal.stage_unknown',
      row: { ...open, stageHistory: [step('engaging', '2016-10-20'), step('offer', '2016-12-01')] },
    },
    { code: 'classifier.value_unknown', row: { ...lost, lostReasonCode: 'weather' } },
  ])('refuses an unknown code with $code, naming the row', ({ code, row }) => {
    expect(refusalOf(row)).toMatchObject({ code, details: { externalId: 'ZNBS69V1' } });
  });

  it.each([
    { field: 'closedAt', row: { ...won, closedAt: null } },
    { field: 'closedAt', row: { ...lost, closedAt: null } },
    { field: 'closedAt', row: { ...open, closedAt } },
    { field: 'lostReasonCode', row: { ...lost, lostReasonCode: null } },
    { field: 'lostReasonCode', row: { ...won, lostReasonCode: 'price' } },
    { field: 'lostComment', row: { ...open, lostComment: 'Not yet' } },
    { field: 'lostComment', row: { ...lost, lostReasonCode: 'other' } },
    { field: 'stageHistory', row: { ...open, stageHistory: [step('request', '2016-10-20')] } },
    {
      field: 'stageHistory',
      row: { ...open, stageHistory: [step('request', '2016-12-01'), step('offer', '2016-10-20')] },
    },
  ])('refuses a row that contradicts itself in $field', ({ field, row }) => {
    expect(refusalOf(row)).toMatchObject({
      code: 'invalid',
      details: { externalId: 'ZNBS69V1', issues: [{ path: [field] }] },
    });
  });
});
