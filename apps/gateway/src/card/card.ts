import { readNote } from '@crm/card-sections';
import type { ActivitiesSection, ClientCard, ClientSection, DealsSection } from '@crm/contracts';
import type { Prebuilt } from '@crm/messaging';
import type { JsonBytes } from '../http/json-bytes.ts';

/** The sections of a card as their services sent them: JSON that nobody has read, and what is to be known of it. */
export interface Sections {
  readonly client: Prebuilt<ClientSection>;
  /** Null when it could not be had in time. */
  readonly deals: Prebuilt<DealsSection> | null;
  readonly activities: Prebuilt<ActivitiesSection> | null;
}

/** A card without the names of employees, which are known here and change by themselves. */
export interface CardBody {
  /** The sections, put together as they are: the beginning of the card. */
  readonly beginning: Buffer;
  /** The employees whose names the reader needs. */
  readonly mentions: readonly string[];
  readonly missing: ClientCard['missing'];
  /** Whether it is right for its reader until a section is taken away. */
  readonly lasting: boolean;
}

export function splice({ client, deals, activities }: Sections): CardBody {
  const missing: ClientCard['missing'] = [];
  if (!deals) missing.push('deals');
  if (!activities) missing.push('activities');
  const notes = [client, deals, activities].flatMap((section) => (section ? [readNote(section.note)] : []));
  return {
    beginning: Buffer.concat([
      Buffer.from('{"client":'),
      client.json,
      Buffer.from(',"deals":'),
      deals?.json ?? NOTHING,
      Buffer.from(',"activities":'),
      activities?.json ?? NOTHING,
    ]),
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

const NOTHING = Buffer.from('null');
