import { readNote } from '@crm/card-sections';
import type { ActivitiesSection, ClientCard, ClientSection, DealsSection, ServiceName } from '@crm/contracts';
import { Prebuilt } from '@crm/messaging';
import type { JsonBytes } from '../http/json-bytes.ts';

/** The sections of a card as their services sent them: JSON that nobody has read, and what is to be known of it. */
export interface Sections {
  readonly clients: Prebuilt<ClientSection>;
  /** Null when it could not be had in time. */
  readonly deals: Prebuilt<DealsSection> | null;
  readonly activities: Prebuilt<ActivitiesSection> | null;
}

/** A card without the names of employees, which are known here and change by themselves. */
export interface CardBody {
  /** The sections, put together as they are: the beginning of the card. */
  readonly beginning: Buffer;
  /** The same one by one: parts of the beginning, not copies. */
  readonly sections: Sections;
  /** The employees whose names the reader needs. */
  readonly mentions: readonly string[];
  readonly missing: ClientCard['missing'];
  /** Whether it is right for its reader until a section is taken away. */
  readonly lasting: boolean;
}

/** How long a section is in bytes, and its note; null where there is none. */
export type Outlines = Readonly<Record<ServiceName, { readonly bytes: number; readonly note: string } | null>>;

/** What stands before each section, in the order in which they stand. */
const BEFORE = {
  clients: Buffer.from('{"client":'),
  deals: Buffer.from(',"deals":'),
  activities: Buffer.from(',"activities":'),
} as const satisfies Record<ServiceName, Buffer>;
const NOTHING = Buffer.from('null');

export function splice({ clients, deals, activities }: Sections): CardBody {
  const beginning = Buffer.concat([
    ...[BEFORE.clients, clients.json],
    ...[BEFORE.deals, deals?.json ?? NOTHING],
    ...[BEFORE.activities, activities?.json ?? NOTHING],
  ]);
  return bodyOf(beginning, outlinesOf({ clients, deals, activities }));
}

export const outlinesOf = ({ clients, deals, activities }: Sections): Outlines => ({
  clients: outlineOf(clients),
  deals: deals && outlineOf(deals),
  activities: activities && outlineOf(activities),
});

const outlineOf = ({ json, note }: Prebuilt<unknown>) => ({ bytes: json.length, note });

/** Finds the sections again in what they were put together to. */
export function bodyOf(beginning: Buffer, outlines: Outlines): CardBody {
  let at = 0;
  const cut = <Section>(service: ServiceName): Prebuilt<Section> | null => {
    const outline = outlines[service];
    const first = at + BEFORE[service].length;
    at = first + (outline?.bytes ?? NOTHING.length);
    return outline && new Prebuilt<Section>(beginning.subarray(first, at), outline.note);
  };
  const [clients, deals, activities] = [
    cut<ClientSection>('clients'),
    cut<DealsSection>('deals'),
    cut<ActivitiesSection>('activities'),
  ];
  if (!clients) throw new Error('There is no card without its client');
  const missing: ClientCard['missing'] = [];
  if (!deals) missing.push('deals');
  if (!activities) missing.push('activities');
  const notes = [clients, deals, activities].flatMap((section) => (section ? [readNote(section.note)] : []));
  return {
    beginning,
    sections: { clients, deals, activities },
    mentions: [...new Set(notes.flatMap(({ mentions }) => mentions))],
    missing,
    lasting: missing.length === 0 && notes.every(({ lasting }) => lasting),
  };
}

/** The whole card. */
export const withNames = (
  { beginning, missing }: Pick<CardBody, 'beginning' | 'missing'>,
  employees: ClientCard['employees'],
): JsonBytes<ClientCard> =>
  Buffer.concat([
    beginning,
    Buffer.from(`,"employees":${JSON.stringify(employees)},"missing":${JSON.stringify(missing)}}`),
  ]);
