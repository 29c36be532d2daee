import type { DemoClient } from './client-maker.ts';
import type { CarePurpose, DealPurpose, InteractionKind, LostReason } from './codes.ts';
import type { DemoContact } from './contact-persons.ts';
import type { Purchase } from './deals.ts';
import { fillText, type TextFacts } from './fill-text.ts';
import { formatMoney } from './money.ts';
import type { Language } from './organisation.ts';
import { describePurchase } from './products.ts';
import type { Random } from './random.ts';
import { english } from './texts/english.ts';
import { russian } from './texts/russian.ts';
import type { TextPack, Texts } from './texts/text-pack.ts';
import { addDays, type Day } from './working-calendar.ts';

/** What a note is about. */
export interface Subject {
  readonly client: DemoClient;
  readonly contact: DemoContact | null;
  readonly purchase: Purchase;
  readonly day: Day;
}

/** What a manager writes down of one conversation. */
export interface Note {
  readonly kind: InteractionKind;
  readonly subject: string;
  /** How it happened, what was said, what came out. */
  readonly content: string;
}

const texts: Readonly<Record<Language, Texts>> = { ru: russian, en: english };
const competitors = ['StoreLine', 'Depotex', 'Axiom Storage', 'Palletron'];

/** Puts conversations into words, in the language of the client. */
export class Narrator {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  textsFor({ client }: Subject): Texts {
    return texts[client.language];
  }

  /** A conversation on the way of a deal. */
  ofDeal(purpose: DealPurpose, subject: Subject, lostReason: LostReason | null): Note {
    const { deal, products, refusals } = this.textsFor(subject);
    const product = products[subject.purchase.product.key];
    const matter: Partial<Record<DealPurpose, readonly string[]>> = {
      'first-talks': product.needs,
      presentation: product.shown,
      refusal: refusals[lostReason ?? 'price'],
    };
    return this.#note(deal[purpose], subject, matter[purpose]);
  }

  /** A conversation between deals. */
  ofCare(purpose: CarePurpose, subject: Subject): Note {
    const { care, products } = this.textsFor(subject);
    const product = products[subject.purchase.product.key];
    const matter: Partial<Record<CarePurpose, readonly string[]>> = {
      'after-sales': product.inUse,
      complaint: product.complaints,
    };
    return this.#note(care[purpose], subject, matter[purpose]);
  }

  /** One of the templates, filled in. */
  say(templates: readonly string[], subject: Subject): string {
    return fillText(this.#random.pick(templates), this.#facts(subject));
  }

  #note(pack: TextPack, subject: Subject, matter: readonly string[] = pack.details): Note {
    const facts = this.#facts(subject);
    const fill = (templates: readonly string[]): string => fillText(this.#random.pick(templates), facts);
    const kind = this.#random.pick(Object.keys(pack.openings) as InteractionKind[]);
    return {
      kind,
      subject: fill(pack.subjects),
      content: [pack.openings[kind] ?? [], matter, pack.agreements].map(fill).join(' '),
    };
  }

  #facts({ client, contact, purchase, day }: Subject): TextFacts {
    const person = contact?.person ?? (client.identity.kind === 'person' ? client.identity.person : null);
    if (!person) throw new Error(`Nobody speaks for ${client.key}`);
    const { language } = client;
    const due = client.owner.calendar.onOrAfter(addDays(day, this.#random.between(3, 18)));
    return {
      person: person.calledName,
      sex: person.sex,
      product: purchase.product.name,
      what: describePurchase(purchase.product, purchase.quantity, language),
      amount: formatMoney(purchase.cents, purchase.currency, language),
      discount: String(purchase.discount || 5),
      day: dayInWords(due, language),
      weeks: weeksInWords(this.#random.between(2, 8), language),
      year: day.slice(0, 4),
      city: client.place.city,
      competitor: this.#random.pick(competitors),
    };
  }
}

const dayFormat = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
const dayFormatters = { ru: new Intl.DateTimeFormat('ru', dayFormat), en: new Intl.DateTimeFormat('en-GB', dayFormat) };
const dayInWords = (day: Day, language: Language): string => dayFormatters[language].format(new Date(day));

const pluralRules = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };
const weekWords = { ru: { few: 'недели', many: 'недель' }, en: { other: 'weeks' } } as const;

function weeksInWords(count: number, language: Language): string {
  const form = pluralRules[language].select(count);
  const words: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = weekWords[language];
  return `${count} ${words[form] ?? ''}`.trim();
}
