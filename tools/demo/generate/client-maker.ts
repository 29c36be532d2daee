import { clientNotes, organisationFacts, sourceCodes } from './client-facts.ts';
import { companyNames, legalName, type CompanyName } from './company-names.ts';
import type { ClientDraft, Language } from './organisation.ts';
import { makePerson, type Person } from './people.ts';
import { placesOf, type Place } from './places.ts';
import type { Random } from './random.ts';
import type { Agent } from './staff.ts';
import { transliterate } from './transliterate.ts';
import { addDays, type Day } from './working-calendar.ts';

/** A client with what the rest of the story needs to know of him. */
export interface DemoClient {
  readonly key: string;
  readonly draft: ClientDraft;
  readonly owner: Agent;
  readonly language: Language;
  readonly place: Place;
  readonly identity: Identity;
}

/** What a client is by nature. */
type Identity =
  | { readonly kind: 'organisation'; readonly company: CompanyName; readonly mailDomain: string }
  | { readonly kind: 'person'; readonly person: Person };

type DraftFacts = Partial<ClientDraft> & Pick<ClientDraft, 'kind' | 'name' | 'emails'>;

/** Makes the clients of one language, each with a name and a key of its own. */
export class ClientMaker {
  readonly #random: Random;
  readonly #today: Day;
  readonly #language: Language;
  readonly #names: CompanyName[];
  #last = 0;

  constructor(random: Random, today: Day, language: Language) {
    this.#random = random;
    this.#today = today;
    this.#language = language;
    this.#names = companyNames(random, language);
  }

  organisation(owner: Agent): DemoClient {
    const company = this.#names.pop();
    if (!company) throw new Error('There are more organisations than names');
    return this.#company({ owner, place: this.#random.pick<Place>(placesOf[owner.office]) }, company, {});
  }

  /** A branch in another town, looked after by the same agent. */
  subsidiary(parent: DemoClient): DemoClient {
    if (parent.identity.kind !== 'organisation') throw new Error('Only organisations have subsidiaries');
    const { core, sectorCode } = parent.identity.company;
    const others = placesOf[parent.owner.office].filter(({ city }) => city !== parent.place.city);
    const place = this.#random.pick<Place>(others);
    const company = { core: `${core} ${place.city}`, sectorCode };
    return this.#company({ owner: parent.owner, place }, company, { parentExternalId: parent.key });
  }

  person(owner: Agent): DemoClient {
    const place = this.#random.pick<Place>(placesOf[owner.office]);
    const person = makePerson(this.#random, this.#language);
    const birthday = addDays(this.#today, -this.#random.between(24 * 365, 61 * 365));
    const emails = [`${transliterate(person.mailName).replace('-', '.')}@mail.example`];
    const facts: DraftFacts = { kind: 'person', name: person.fullName, emails, person: { birthday } };
    return this.#client({ owner, place }, facts, { kind: 'person', person });
  }

  #company(where: { owner: Agent; place: Place }, company: CompanyName, facts: Partial<ClientDraft>): DemoClient {
    const slug = transliterate(company.core);
    const mailDomain = `${slug}.example`;
    const known: DraftFacts = {
      kind: 'organisation',
      name: legalName(this.#random, company.core, where.place.region),
      sectorCode: company.sectorCode,
      emails: [`info@${mailDomain}`],
      website: `https://${mailDomain}`,
      organisation: organisationFacts(this.#random, this.#language, this.#today),
    };
    return this.#client(where, { ...known, ...facts }, { kind: 'organisation', company, mailDomain });
  }

  #client({ owner, place }: { owner: Agent; place: Place }, facts: DraftFacts, identity: Identity): DemoClient {
    this.#last += 1;
    const street = this.#language === 'ru' ? this.#random.ru : this.#random.en;
    const draft: ClientDraft = {
      externalId: `demo:client:${this.#language}-${this.#last}`,
      ownerKey: owner.key,
      lifecycleStatus: 'prospect',
      parentExternalId: null,
      sectorCode: null,
      regionCode: place.region,
      sourceCode: this.#random.pick(sourceCodes),
      phones: [makePhone(this.#random, place)],
      website: null,
      address: `${place.city}, ${street.location.streetAddress()}`,
      note: this.#random.chance(0.3) ? this.#random.pick(clientNotes[this.#language]) : null,
      organisation: null,
      person: null,
      ...facts,
    };
    return { key: draft.externalId, draft, owner, language: this.#language, place, identity };
  }
}

export const makePhone = (random: Random, { phone }: Place): string =>
  `${phone} ${random.between(10, 99)} ${random.between(10, 99)}`;
