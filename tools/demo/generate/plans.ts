import type { DemoContact } from './contact-persons.ts';
import { appoint, type Appointment } from './appointments.ts';
import { type DealPurpose, type InteractionKind, purposeCodes } from './codes.ts';
import { nextPurpose } from './deal-course.ts';
import type { DemoDeal } from './deals.ts';
import type { Narrator, Subject } from './narrator.ts';
import type { ActivityDraft } from './organisation.ts';
import type { Random } from './random.ts';
import { addDays, type Day } from './working-calendar.ts';

const NEXT_STEP_RATE = 0.85;
const TASK_RATE = 0.35;

/** Makes what lies ahead on open deals: the next conversation with its reminder, and tasks. */
export class PlanMaker {
  readonly #random: Random;
  readonly #narrator: Narrator;
  readonly #today: Day;
  #last = 0;

  constructor(random: Random, narrator: Narrator, today: Day) {
    this.#random = random;
    this.#narrator = narrator;
    this.#today = today;
  }

  ofDeal(deal: DemoDeal, contacts: readonly DemoContact[]): ActivityDraft[] {
    const contact = contacts[0] ?? null;
    const steps = this.#random.chance(NEXT_STEP_RATE) ? [this.#nextStep(deal, contact)] : [];
    const tasks = this.#random.chance(TASK_RATE) ? [this.#task(deal, contact)] : [];
    return [...steps, ...tasks];
  }

  #nextStep(deal: DemoDeal, contact: DemoContact | null): ActivityDraft {
    const purpose = nextPurpose[deal.steps.at(-1)?.stage ?? 'request'];
    const when = this.#when(deal);
    const subject: Subject = { client: deal.client, contact, purchase: deal.purchase, day: when.day };
    const { subjects, notes } = this.#narrator.textsFor(subject).plans[purpose];
    return {
      ...this.#planned(deal, when),
      type: 'interaction',
      subject: this.#narrator.say(subjects, subject),
      content: this.#random.chance(0.5) ? this.#narrator.say(notes, subject) : null,
      kindCode: this.#random.pick(kindsOf[purpose]),
      purposeCode: purposeCodes[purpose],
      contactPersonKeys: contact ? [contact.key] : [],
    };
  }

  #task(deal: DemoDeal, contact: DemoContact | null): ActivityDraft {
    const when = this.#when(deal);
    const subject: Subject = { client: deal.client, contact, purchase: deal.purchase, day: when.day };
    const { tasks } = this.#narrator.textsFor(subject);
    return { ...this.#planned(deal, when), type: 'task', subject: this.#narrator.say(tasks, subject) };
  }

  /** Mostly in the next days, some overdue, a few in a month. */
  #when({ client: { owner } }: DemoDeal): Appointment {
    const distance = this.#random.weighted(distances);
    const day = addDays(this.#today, this.#random.between(distance.from, distance.to));
    return appoint(this.#random, owner.calendar, owner.calendar.onOrAfter(day));
  }

  #planned(deal: DemoDeal, { at }: Appointment): Omit<ActivityDraft, 'type' | 'subject'> {
    this.#last += 1;
    const { owner } = deal.client;
    return {
      externalId: `demo:plan:${this.#last}`,
      status: 'planned',
      content: null,
      kindCode: null,
      purposeCode: null,
      resultCode: null,
      clientKey: deal.client.key,
      contactPersonKeys: [],
      dealKey: deal.key,
      performerKey: owner.key,
      plannedAt: at,
      completedAt: null,
      completedPrecision: 'minute',
      durationMinutes: 5 * this.#random.between(3, 12),
      reminder: this.#reminder(at, owner.calendar.zone),
    };
  }

  /** Nobody is reminded of yesterday. */
  #reminder(plannedAt: string, timeZone: string): ActivityDraft['reminder'] {
    if (plannedAt < this.#today || this.#random.chance(0.4)) return null;
    const minutesBefore = this.#random.pick([10, 15, 30, 60]);
    return { dueAt: new Date(Date.parse(plannedAt) - minutesBefore * 60_000).toISOString(), timeZone };
  }
}

const distances = [
  { weight: 10, value: { from: -5, to: -1 } },
  { weight: 25, value: { from: 0, to: 1 } },
  { weight: 40, value: { from: 1, to: 7 } },
  { weight: 25, value: { from: 8, to: 30 } },
];

const kindsOf: Readonly<Record<DealPurpose, readonly InteractionKind[]>> = {
  'first-talks': ['call'],
  presentation: ['meeting', 'online-meeting', 'visit'],
  clarification: ['call', 'call', 'e-mail'],
  offer: ['e-mail', 'call', 'meeting'],
  closing: ['meeting', 'call'],
  refusal: ['call'],
};
