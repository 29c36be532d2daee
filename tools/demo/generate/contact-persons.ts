import type { ContactPersonRow } from '@crm/contracts';
import { makePhone, type DemoClient } from './client-maker.ts';
import { inTurn } from './in-turn.ts';
import type { Language } from './organisation.ts';
import { makePerson, type Person } from './people.ts';
import type { Random } from './random.ts';
import { transliterate } from './transliterate.ts';
import { addDays, type Day } from './working-calendar.ts';

const CONTACT_PERSONS = 500;

/** A contact person with what the story needs to know of him. */
export interface DemoContact {
  readonly key: string;
  readonly row: ContactPersonRow;
  readonly person: Person;
  readonly clientKey: string;
}

const positions: Readonly<Record<Language, readonly string[]>> = {
  ru: [
    ...['Генеральный директор', 'Начальник склада', 'Директор по логистике', 'Руководитель ИТ', 'Главный бухгалтер'],
    ...['Специалист по закупкам', 'Финансовый директор', 'Инженер по автоматизации', 'Начальник смены'],
  ],
  en: [
    ...['Managing Director', 'Warehouse Manager', 'Head of Logistics', 'IT Manager', 'Chief Accountant'],
    ...['Purchasing Manager', 'Finance Director', 'Automation Engineer', 'Shift Lead'],
  ],
};

const notes: Readonly<Record<Language, readonly string[]>> = {
  ru: [
    'Увлекается горными лыжами, в феврале обычно в отъезде.',
    'Пишет коротко, отвечает вечером. Не звонить до десяти.',
    'Внимательно читает договоры, просит правки в виде таблицы.',
    'Познакомились на выставке, рекомендовал нас коллегам.',
  ],
  en: [
    'A keen skier, usually away in February.',
    'Writes briefly and answers in the evening. No calls before ten.',
    'Reads contracts carefully and wants changes as a table.',
    'We met at an exhibition; recommends us to colleagues.',
  ],
};

/** 500 people, two or more at each organisation; some speak for a parent and its subsidiary at once. */
export function makeContactPersons(random: Random, clients: readonly DemoClient[], today: Day): DemoContact[] {
  const organisations = clients.filter(({ identity }) => identity.kind === 'organisation');
  return Array.from({ length: CONTACT_PERSONS }, (_unused, index) => {
    const isFirstRound = index < organisations.length * 2;
    const client = isFirstRound ? inTurn(organisations, index) : random.pick(organisations);
    return makeContact(random, client, { index, today, isPrimary: index < organisations.length });
  });
}

function makeContact(
  random: Random,
  client: DemoClient,
  { index, today, isPrimary }: { index: number; today: Day; isPrimary: boolean },
): DemoContact {
  const person = makePerson(random, client.language);
  const key = `demo:contact-person:${index + 1}`;
  const row: ContactPersonRow = {
    externalId: key,
    name: person.fullName,
    phones: [makePhone(random, client.place)],
    emails: [mailAddress(person, client)],
    birthday: random.chance(0.5) ? addDays(today, -random.between(24 * 365, 62 * 365)) : null,
    note: random.chance(0.2) ? random.pick(notes[client.language]) : null,
    affiliations: affiliations(random, client, isPrimary),
  };
  return { key, row, person, clientKey: client.key };
}

function affiliations(random: Random, client: DemoClient, isPrimary: boolean): ContactPersonRow['affiliations'] {
  const position = random.pick(positions[client.language]);
  const own = { clientExternalId: client.key, position, isPrimary };
  const parent = client.draft.parentExternalId;
  if (!parent || random.chance(0.7)) return [own];
  return [own, { clientExternalId: parent, position, isPrimary: false }];
}

function mailAddress({ mailName }: Person, { identity }: DemoClient): string {
  const domain = identity.kind === 'organisation' ? identity.mailDomain : 'mail.example';
  return `${transliterate(mailName).replaceAll('-', '.')}@${domain}`;
}
