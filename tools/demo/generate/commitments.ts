import type { DemoDeal } from './deals.ts';
import type { Narrator } from './narrator.ts';
import type { ActivityDraft, CommitmentDraft } from './organisation.ts';
import type { DemoContact } from './contact-persons.ts';
import type { Random } from './random.ts';
import { addDays, type Day } from './working-calendar.ts';

/** How often a conversation about questions or an offer ends with a promise. */
const PROMISE_RATE = 0.06;
const OPEN_DEAL_PROMISE_RATE = 0.4;
const promisingPurposes: ReadonlySet<string | null> = new Set(['needs', 'offer-approval', 'presentation']);

/** A deal with what was said on it. */
export interface ToldDeal {
  readonly deal: DemoDeal;
  readonly interactions: readonly ActivityDraft[];
  readonly contacts: readonly DemoContact[];
}

/** Promises given in conversations: those of the past kept or broken, those of open deals still open. */
export function makeCommitments(
  random: Random,
  narrator: Narrator,
  { told, today }: { told: readonly ToldDeal[]; today: Day },
): CommitmentDraft[] {
  const occasions = told.flatMap(({ deal, interactions, contacts }) =>
    interactions
      .filter(({ purposeCode, resultCode }) => promisingPurposes.has(purposeCode) && resultCode !== 'not-reached')
      .filter(() => random.chance(deal.outcome === 'open' ? OPEN_DEAL_PROMISE_RATE : PROMISE_RATE))
      .map((interaction) => ({ deal, interaction, contact: contacts[0] ?? null })),
  );
  return occasions.map(({ deal, interaction, contact }, index) => {
    const givenOn = (interaction.completedAt ?? today).slice(0, 10);
    const side = random.chance(0.6) ? 'us' : 'client';
    const subject = { client: deal.client, purchase: deal.purchase, contact, day: givenOn };
    return {
      externalId: `demo:commitment:${index + 1}`,
      clientKey: deal.client.key,
      ownerKey: deal.client.owner.key,
      side,
      text: narrator.say(narrator.textsFor(subject).commitments[side], subject),
      activityExternalId: interaction.externalId,
      ...fateOf(random, deal, { givenOn, today }),
    };
  });
}

/** Nothing is open on a deal that has ended; on an open one, a few promises are overdue. */
function fateOf(
  random: Random,
  deal: DemoDeal,
  { givenOn, today }: { givenOn: Day; today: Day },
): Pick<CommitmentDraft, 'dueOn' | 'status' | 'closedAt'> {
  const { calendar } = deal.client.owner;
  const dueOn = calendar.onOrAfter(addDays(givenOn, random.between(2, 14)));
  const isDue = dueOn < today;
  if (deal.outcome === 'open' && (!isDue || random.chance(0.3))) return { dueOn, status: 'open', closedAt: null };
  const status = random.weighted(fates);
  const closedOn = calendar.onOrBefore(addDays(isDue ? dueOn : today, -1));
  return { dueOn, status, closedAt: calendar.moment(closedOn < givenOn ? givenOn : closedOn, 18 * 60) };
}

const fates = [
  { weight: 85, value: 'kept' as const },
  { weight: 10, value: 'broken' as const },
  { weight: 5, value: 'cancelled' as const },
];
