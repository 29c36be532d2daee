import { PIPELINE_CODE, type LostReason, type StageCode } from './codes.ts';
import type { DemoClient } from './client-maker.ts';
import { type CourseStep, type DealOutcome, planCourse } from './deal-course.ts';
import { inTurn } from './in-turn.ts';
import { priceOf, toAmount } from './money.ts';
import type { DealDraft } from './organisation.ts';
import { type DemoProduct, demoProducts, describePurchase, productKey } from './products.ts';
import type { Random } from './random.ts';
import { addDays, type Day } from './working-calendar.ts';
import { spreadOver, type Appointment } from './appointments.ts';

const DEALS = 2_000;
const TWO_YEARS_IN_DAYS = 715;

/** What a client wants to buy, and for how much. */
export interface Purchase {
  readonly product: DemoProduct;
  readonly quantity: number;
  readonly discount: number;
  readonly cents: number;
  readonly currency: 'RUB' | 'USD';
}

/** A conversation that took place. */
export interface HeldStep extends CourseStep, Appointment {}

/** A deal with the conversations that it consists of, oldest first. */
export interface DemoDeal {
  readonly key: string;
  readonly client: DemoClient;
  readonly purchase: Purchase;
  readonly outcome: DealOutcome;
  readonly lostReason: LostReason | null;
  readonly steps: readonly [HeldStep, ...HeldStep[]];
  readonly draft: DealDraft;
}

/** 2,000 deals of two years: at least one with every client, the more recent months the busier. */
export function makeDeals(random: Random, clients: readonly DemoClient[], today: Day): DemoDeal[] {
  const weights = clients.map((client) => ({ value: client, weight: weightOf(random, client) }));
  return Array.from({ length: DEALS }, (_unused, index) => {
    const client = clients[index] ?? random.weighted(weights);
    return makeDeal(random, client, { key: `demo:deal:${index + 1}`, today });
  });
}

const weightOf = (random: Random, { identity, owner }: DemoClient): number =>
  identity.kind === 'person' ? 0.2 : (0.3 + 2.5 * random.fraction() ** 2) * (owner.isLeaving ? 1.4 : 1);

function makeDeal(random: Random, client: DemoClient, { key, today }: { key: string; today: Day }): DemoDeal {
  const { calendar, isLeaving } = client.owner;
  const purchase = makePurchase(random, client);
  const age = Math.floor(TWO_YEARS_IN_DAYS * random.fraction() ** (isLeaving ? 1.9 : 1.35));
  const lastDay = calendar.onOrBefore(addDays(today, -1));
  const openedOn = calendar.onOrBefore(addDays(lastDay, -age));
  const { from, to } = purchase.product.cycle;
  const cycle = random.between(from, to);
  const decisionOn = calendar.onOrBefore(addDays(openedOn, cycle));
  const isWon = random.chance(purchase.product.winRate);
  const outcome: DealOutcome = decisionOn > lastDay ? 'open' : isWon ? 'won' : 'lost';
  const period = { from: openedOn, to: outcome === 'open' ? lastDay : decisionOn };
  const course = planCourse(random, outcome, Math.min(1, age / cycle));
  const steps = holdSteps(course, spreadOver(random, calendar, { ...period, count: course.length }));
  const lostReason = outcome === 'lost' ? random.weighted(lostReasons) : null;
  const story = { key, client, purchase, outcome, lostReason, steps };
  return { ...story, draft: toDraft(random, story, decisionOn) };
}

function makePurchase(random: Random, { identity, language }: DemoClient): Purchase {
  const offered = demoProducts.filter(({ forPersons }) => forPersons || identity.kind === 'organisation');
  const product = random.weighted(offered.map((value) => ({ value, weight: value.weight })));
  const { from, to } = product.quantity;
  const most = identity.kind === 'person' && product.key !== 'care' ? Math.min(to, 3) : to;
  const quantity = from + Math.floor((most - from + 1) * random.fraction() ** 2);
  const discount = random.pick([0, 0, 0, 3, 5, 7, 10]);
  const currency = language === 'ru' ? 'RUB' : 'USD';
  return { product, quantity, discount, currency, cents: priceOf(product.price[currency], quantity, discount) };
}

const lostReasons: readonly { readonly weight: number; readonly value: LostReason }[] = [
  { weight: 30, value: 'price' },
  { weight: 25, value: 'competitor' },
  { weight: 15, value: 'no-budget' },
  { weight: 12, value: 'no-decision' },
  { weight: 10, value: 'postponed' },
  { weight: 8, value: 'no-need' },
];

function holdSteps(course: readonly CourseStep[], appointments: readonly Appointment[]): DemoDeal['steps'] {
  const [first, ...others] = course.map((step, index) => ({ ...step, ...inTurn(appointments, index) }));
  if (!first) throw new Error('A deal begins with first talks');
  return [first, ...others];
}

const titles = {
  ru: ['{what}', '{what}', 'Поставка: {what}', '{what} ({city})'],
  en: ['{what}', '{what}', 'Supply of {what}', '{what} ({city})'],
};

function toDraft(random: Random, deal: Omit<DemoDeal, 'draft'>, decisionOn: Day): DealDraft {
  const { client, purchase, outcome, steps } = deal;
  const what = describePurchase(purchase.product, purchase.quantity, client.language);
  const last = steps.at(-1) ?? steps[0];
  return {
    externalId: deal.key,
    title: random.pick(titles[client.language]).replace('{what}', what).replace('{city}', client.place.city),
    clientKey: client.key,
    ownerKey: client.owner.key,
    productKey: productKey(purchase.product.key),
    amount: { amount: toAmount(purchase.cents), currency: purchase.currency },
    pipelineCode: PIPELINE_CODE,
    stageCode: last.stage,
    stageHistory: stageHistory(steps),
    openedOn: steps[0].day,
    closedAt: outcome === 'open' ? null : last.at,
    expectedCloseOn: decisionOn,
    lostReasonCode: deal.lostReason,
    lostComment: null,
    note: null,
  };
}

/** When the deal entered each of its stages. */
function stageHistory(steps: DemoDeal['steps']): DealDraft['stageHistory'] {
  const entries = new Map<StageCode, string>();
  for (const { stage, at } of steps) if (!entries.has(stage)) entries.set(stage, at);
  return [...entries].map(([stageCode, enteredAt]) => ({ stageCode, enteredAt }));
}
