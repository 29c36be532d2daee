import type { DemoClient } from './client-maker.ts';
import { makeClients } from './clients.ts';
import { makeCommitments, type ToldDeal } from './commitments.ts';
import { sectors } from './company-names.ts';
import { makeContactPersons, type DemoContact } from './contact-persons.ts';
import { makeDeals, type DemoDeal } from './deals.ts';
import { demoUsers } from './demo-users.ts';
import { INTERACTIONS, InteractionMaker } from './interactions.ts';
import { Narrator } from './narrator.ts';
import type { ActivityDraft, ClientDraft, Organisation } from './organisation.ts';
import { regions } from './places.ts';
import { PlanMaker } from './plans.ts';
import { demoProducts, toProductRow } from './products.ts';
import { Random } from './random.ts';
import { makeStaff } from './staff.ts';
import { addDays, type Day } from './working-calendar.ts';

/** Everything below depends on these two alone. */
export interface GeneratorInput {
  readonly seed: number;
  /** The day around which the story is told: nothing is completed on it or after it. */
  readonly today: Day;
}

/**
 * A believable sales organisation with two years of relations to its clients: 3 offices, 6 heads, 40 agents, 200
 * clients, 500 contact persons, 8 products, 2,000 deals and 10,000 interactions.
 */
export function generateOrganisation({ seed, today }: GeneratorInput): Organisation {
  const random = new Random(seed);
  const staff = makeStaff(random.branch('staff'));
  const clients = makeClients(random.branch('clients'), staff.agents, today);
  const contacts = makeContactPersons(random.branch('contact persons'), clients, today);
  const deals = makeDeals(random.branch('deals'), clients, today);
  const story = tellStory(random.branch('story'), { deals, contacts, today });
  return {
    sectors: sectors.map(({ code, name }) => ({ code, name })),
    regions,
    departments: staff.departments,
    positions: staff.positions,
    employees: staff.employees,
    products: demoProducts.map(toProductRow),
    clients: withLifecycle(clients, deals),
    contactPersons: contacts.map(({ row }) => row),
    deals: deals.map(({ draft }) => draft),
    ...story,
    users: demoUsers,
  };
}

interface Cast {
  readonly deals: readonly DemoDeal[];
  readonly contacts: readonly DemoContact[];
  readonly today: Day;
}

function tellStory(random: Random, { deals, contacts, today }: Cast): Pick<Organisation, 'activities' | 'commitments'> {
  const narrator = new Narrator(random.branch('words'));
  const byClient = Map.groupBy(contacts, ({ clientKey }) => clientKey);
  const contactsOf = ({ client }: DemoDeal): readonly DemoContact[] => byClient.get(client.key) ?? [];
  const maker = new InteractionMaker(random.branch('interactions'), narrator);
  const told: ToldDeal[] = deals.map((deal) => ({
    deal,
    interactions: maker.ofDeal(deal, contactsOf(deal)),
    contacts: contactsOf(deal),
  }));
  const onDeals = told.flatMap(({ interactions }) => interactions);
  const between = betweenDeals(random, INTERACTIONS - onDeals.length, { maker, told, today });
  const plans = new PlanMaker(random.branch('plans'), narrator, today);
  const ahead = told
    .filter(({ deal }) => deal.outcome === 'open')
    .flatMap((one) => plans.ofDeal(one.deal, one.contacts));
  const commitments = makeCommitments(random.branch('commitments'), narrator, { told, today });
  return { activities: [...onDeals, ...between, ...ahead], commitments };
}

/** Won deals have an afterlife, from some days after the contract on. */
function betweenDeals(
  random: Random,
  count: number,
  { maker, told, today }: { maker: InteractionMaker; told: readonly ToldDeal[]; today: Day },
): ActivityDraft[] {
  const settled = addDays(today, -14);
  const won = told.filter(({ deal }) => deal.outcome === 'won' && (deal.draft.closedAt ?? today) < settled);
  return Array.from({ length: count }, () => {
    const { deal, contacts } = random.pick(won);
    return maker.afterDeal(deal, contacts, today);
  });
}

/** Whoever has bought is a customer, the others are prospects. */
function withLifecycle(clients: readonly DemoClient[], deals: readonly DemoDeal[]): ClientDraft[] {
  const customers = new Set(deals.filter(({ outcome }) => outcome === 'won').map(({ client }) => client.key));
  return clients.map(({ key, draft }) => ({
    ...draft,
    lifecycleStatus: customers.has(key) ? 'customer' : 'prospect',
  }));
}
