import { type CarePurpose, type InteractionKind, type ResultCode, purposeCodes } from './codes.ts';
import type { DemoContact } from './contact-persons.ts';
import { appoint, type Appointment } from './appointments.ts';
import type { DemoDeal, HeldStep } from './deals.ts';
import type { Note, Narrator, Subject } from './narrator.ts';
import type { ActivityDraft } from './organisation.ts';
import type { Random } from './random.ts';
import { resultsOf } from './results.ts';
import { addDays, type Day } from './working-calendar.ts';

export const INTERACTIONS = 10_000;
const NOT_REACHED_RATE = 0.1;

/** Makes what has happened out of deals and of the time between them. */
export class InteractionMaker {
  readonly #random: Random;
  readonly #narrator: Narrator;
  #last = 0;

  constructor(random: Random, narrator: Narrator) {
    this.#random = random;
    this.#narrator = narrator;
  }

  /** Every conversation of a deal, with the same contact person most of the time. */
  ofDeal(deal: DemoDeal, contacts: readonly DemoContact[]): ActivityDraft[] {
    const main = contacts.length > 0 ? this.#random.pick(contacts) : null;
    return deal.steps.map((step) => {
      const contact = main && this.#random.chance(0.25) ? this.#random.pick(contacts) : main;
      return this.#ofStep(deal, step, contact);
    });
  }

  #ofStep(deal: DemoDeal, step: HeldStep, contact: DemoContact | null): ActivityDraft {
    const subject: Subject = { client: deal.client, contact, purchase: deal.purchase, day: step.day };
    const note = this.#narrator.ofDeal(step.purpose, subject, deal.lostReason);
    const happened = { subject, purposeCode: purposeCodes[step.purpose], dealKey: deal.key, when: step };
    if (step.purpose === 'clarification' && this.#random.chance(NOT_REACHED_RATE)) {
      const content = this.#narrator.say(this.#narrator.textsFor(subject).noAnswer, subject);
      return this.#held({ ...happened, note: { ...note, kind: 'call', content }, resultCode: 'not-reached' });
    }
    return this.#held({ ...happened, note, resultCode: this.#random.weighted(resultsOf[step.purpose]) });
  }

  /** A conversation some time after a won deal: shipment, training, a complaint, a birthday. */
  afterDeal(deal: DemoDeal, contacts: readonly DemoContact[], today: Day): ActivityDraft {
    const { calendar } = deal.client.owner;
    const purpose = this.#random.weighted(carePurposes);
    const closedOn = deal.steps.at(-1)?.day ?? today;
    const days = calendar.workingDays(addDays(closedOn, 1), addDays(today, -1));
    const day =
      purpose === 'shipment' || purpose === 'payment' ? days[Math.min(9, days.length - 1)] : this.#random.pick(days);
    const contact = contacts.length > 0 ? this.#random.pick(contacts) : null;
    const subject: Subject = { client: deal.client, contact, purchase: deal.purchase, day: day ?? closedOn };
    const when = appoint(this.#random, calendar, subject.day);
    const note = this.#narrator.ofCare(purpose, subject);
    return this.#held({ subject, note, when, purposeCode: purpose, dealKey: null, resultCode: 'done' });
  }

  #held({ subject, note, when, purposeCode, dealKey, resultCode }: Held): ActivityDraft {
    this.#last += 1;
    const { client, contact } = subject;
    return {
      externalId: `demo:interaction:${this.#last}`,
      type: 'interaction',
      status: 'completed',
      subject: note.subject,
      content: note.content,
      kindCode: note.kind,
      purposeCode,
      resultCode,
      clientKey: client.key,
      contactPersonKeys: contact ? [contact.key] : [],
      dealKey,
      performerKey: client.owner.key,
      plannedAt: this.#random.chance(0.6) ? when.at : null,
      completedAt: when.at,
      completedPrecision: 'minute',
      durationMinutes: this.#duration(note.kind, resultCode),
      reminder: null,
    };
  }

  #duration(kind: InteractionKind, resultCode: ResultCode): number {
    if (resultCode === 'not-reached') return 1;
    const [from, to] = durations[kind];
    return 5 * this.#random.between(from, to);
  }
}

interface Held {
  readonly subject: Subject;
  readonly note: Note;
  readonly when: Appointment;
  readonly purposeCode: string;
  readonly dealKey: string | null;
  readonly resultCode: ResultCode;
}

/** Shortest and longest, in units of five minutes. */
const durations: Readonly<Record<InteractionKind, readonly [number, number]>> = {
  call: [1, 6],
  meeting: [8, 24],
  'e-mail': [1, 3],
  letter: [2, 4],
  visit: [18, 36],
  'online-meeting': [6, 15],
  messenger: [1, 2],
};

const carePurposes: readonly { readonly weight: number; readonly value: CarePurpose }[] = [
  { weight: 22, value: 'shipment' },
  { weight: 12, value: 'training' },
  { weight: 14, value: 'payment' },
  { weight: 30, value: 'after-sales' },
  { weight: 10, value: 'complaint' },
  { weight: 12, value: 'congratulation' },
];
