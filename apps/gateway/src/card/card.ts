import type { ActivitiesSection, ClientCard, ClientSection, DealsSection } from '@crm/contracts';
import type { Prebuilt } from '@crm/messaging';
import type { JsonBytes } from '../http/json-bytes.ts';

/** The sections of a card as their services sent them: JSON that nobody has read, and whom it mentions. */
export interface Sections {
  readonly client: Prebuilt<ClientSection>;
  /** Null when it could not be had in time. */
  readonly deals: Prebuilt<DealsSection> | null;
  readonly activities: Prebuilt<ActivitiesSection> | null;
}

/** The employees whose names the reader of the card needs. */
export function mentionedIn({ client, deals, activities }: Sections): Set<string> {
  const notes = [client, deals, activities].flatMap((section) => (section?.note ? [section.note] : []));
  return new Set(notes.flatMap((note) => note.split(',')));
}

/** The card, its sections put together as they are. */
export function spliced(
  { client, deals, activities }: Sections,
  employees: ClientCard['employees'],
): JsonBytes<ClientCard> {
  const missing: ClientCard['missing'] = [];
  if (!deals) missing.push('deals');
  if (!activities) missing.push('activities');
  return Buffer.concat([
    Buffer.from('{"client":'),
    client.json,
    Buffer.from(',"deals":'),
    deals?.json ?? NOTHING,
    Buffer.from(',"activities":'),
    activities?.json ?? NOTHING,
    Buffer.from(`,"employees":${JSON.stringify(employees)},"missing":${JSON.stringify(missing)}}`),
  ]);
}

const NOTHING = Buffer.from('null');
