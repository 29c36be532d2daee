import type { ClassifierValue, Deal, DealChange, NewDeal } from '@crm/contracts';
import { definePipeline, stageByCode } from '../pipelines/pipeline.ts';
import { salesPipeline } from '../pipelines/sales-pipeline.ts';
import { changeDeal, loseDeal, moveDeal, openDeal, winDeal } from './deal.ts';

const id = (n: number): string => n.toString(16).padStart(24, '0');
let lastId = 100;
const pipeline = definePipeline(salesPipeline, () => id((lastId += 1)));
const stageId = (code: string): string => stageByCode(pipeline, code).id;

const author = id(1);
const colleague = id(2);
const opened = new Date('2026-11-01T09:00:00.000Z');
const later = { at: new Date('2026-11-24T12:00:00.000Z'), byEmployeeId: colleague };
const rub = (amount: string) => ({ amount, currency: 'RUB' });

const facts: NewDeal = {
  title: 'Станок',
  clientId: id(3),
  productId: null,
  amount: rub('1200.50'),
  expectedCloseOn: '2026-12-31',
  note: null,
};
const deal = openDeal(facts, pipeline, {
  ownerId: author,
  id: id(4),
  departmentId: id(5),
  openedOn: '2026-10-30',
  at: opened,
  byEmployeeId: author,
});
const price: ClassifierValue = {
  id: id(6),
  classifier: 'lost-reason',
  code: 'price',
  name: { ru: 'Цена', en: 'Price' },
  archived: false,
  position: 0,
};
const other = { ...price, id: id(7), code: 'other' };
const won = winDeal(deal, pipeline, later);
const lost = loseDeal(deal, pipeline, { ...later, reason: price, comment: null });

describe(openDeal, () => {
  it('opens a deal of its author in the first open stage', () => {
    expect(deal).toEqual<Deal>({
      ...facts,
      id: id(4),
      ownerId: author,
      departmentId: id(5),
      pipelineId: pipeline.id,
      stageId: stageId('request'),
      status: 'open',
      stageHistory: [{ stageId: stageId('request'), enteredAt: opened.toISOString(), byEmployeeId: author }],
      openedOn: '2026-10-30',
      closedAt: null,
      lostReasonId: null,
      lostComment: null,
      version: 1,
      createdAt: opened.toISOString(),
      updatedAt: opened.toISOString(),
    });
  });
});

describe(changeDeal, () => {
  it.each<DealChange>([
    { title: 'Два станка' },
    { amount: rub('2401') },
    { productId: id(8) },
    { expectedCloseOn: null },
    { note: 'Ждут бюджета', title: 'Станок и наладка' },
  ])('takes on %j and leaves the rest', (change) => {
    expect(changeDeal(deal, change, later)).toEqual({ ...deal, ...change, updatedAt: later.at.toISOString() });
  });

  it.each([{}, { title: undefined }])('leaves the deal as it is for the patch %j', (change) => {
    expect(changeDeal(deal, change, later)).toBe(deal);
  });
});

describe(moveDeal, () => {
  const move = (from: Deal, code: string) => moveDeal(from, pipeline, { ...later, stageId: stageId(code) });

  it('adds the step to the history', () => {
    const step = { stageId: stageId('offer'), enteredAt: later.at.toISOString(), byEmployeeId: colleague };
    expect(move(deal, 'offer')).toEqual({
      ...deal,
      stageId: stageId('offer'),
      stageHistory: [...deal.stageHistory, step],
      updatedAt: later.at.toISOString(),
    });
  });

  it('goes back as well as forward', () => {
    const returned = move(move(deal, 'negotiation'), 'qualification');
    expect(returned.stageHistory.map((entry) => entry.stageId)).toEqual(
      ['request', 'negotiation', 'qualification'].map(stageId),
    );
  });

  it('changes nothing for a deal that stands there already', () => {
    expect(move(deal, 'request')).toBe(deal);
  });

  it.each(['won', 'lost'])('refuses the stage "%s", which closes deals', (code) => {
    expect(() => move(deal, code)).toThrow('deal.stage_closes');
  });

  it('refuses a stage of another pipeline', () => {
    expect(() => moveDeal(deal, pipeline, { ...later, stageId: id(9) })).toThrow('deal.stage_unknown');
  });
});

describe(winDeal, () => {
  it('moves the deal to the won stage and closes it', () => {
    expect(won).toMatchObject({
      status: 'won',
      stageId: stageId('won'),
      closedAt: later.at.toISOString(),
      updatedAt: later.at.toISOString(),
      amount: rub('1200.50'),
      lostReasonId: null,
    });
    expect(won.stageHistory.at(-1)).toEqual({
      stageId: stageId('won'),
      enteredAt: later.at.toISOString(),
      byEmployeeId: colleague,
    });
  });

  it('takes the amount agreed in the end', () => {
    expect(winDeal(deal, pipeline, { ...later, amount: rub('1100') }).amount).toEqual(rub('1100'));
  });
});

describe(loseDeal, () => {
  it.each([
    { reason: price, comment: null, kept: null },
    { reason: price, comment: '', kept: null },
    { reason: price, comment: 'Дороже на треть', kept: 'Дороже на треть' },
    { reason: other, comment: 'Сменился директор', kept: 'Сменился директор' },
  ])('keeps the reason $reason.code with the comment $kept', ({ reason, comment, kept }) => {
    expect(loseDeal(deal, pipeline, { ...later, reason, comment })).toMatchObject({
      status: 'lost',
      stageId: stageId('lost'),
      closedAt: later.at.toISOString(),
      lostReasonId: reason.id,
      lostComment: kept,
    });
  });

  it.each([null, ''])('wants words for the reason "other", and %j is none', (comment) => {
    expect(() => loseDeal(deal, pipeline, { ...later, reason: other, comment })).toThrow('invalid');
  });

  it('refuses an archived reason', () => {
    const reason = { ...price, archived: true };
    expect(() => loseDeal(deal, pipeline, { ...later, reason, comment: null })).toThrow('classifier.value_archived');
  });
});

describe.each([
  { status: 'won', closed: won },
  { status: 'lost', closed: lost },
])('a $status deal', ({ closed }) => {
  it.each<[string, () => Deal]>([
    ['changed', () => changeDeal(closed, { title: 'Иное' }, later)],
    ['changed by an empty patch', () => changeDeal(closed, {}, later)],
    ['moved', () => moveDeal(closed, pipeline, { ...later, stageId: stageId('offer') })],
    ['won', () => winDeal(closed, pipeline, later)],
    ['lost', () => loseDeal(closed, pipeline, { ...later, reason: price, comment: null })],
  ])('is not %s', (_what, change) => {
    expect(change).toThrow('deal.closed');
  });
});
