import type { ClientSection } from '@crm/contracts';
import { toClient } from '../clients/client.mapper.ts';
import { toContactPerson } from '../contact-persons/contact-person.mapper.ts';
import type { ContactPersonDocument } from '../contact-persons/contact-person.schema.ts';
import type { ClientWithSurroundings } from './client-section.repository.ts';

/** How many contact persons the card shows. */
export const SHOWN_PERSONS = 50;

/** The part of the section that is the same for all who see the client. */
export type CommonPart = Pick<ClientSection, 'client' | 'contactPersons'>;

/** What depends on the reader, or on another client than this one. */
export type Surroundings = Pick<ClientSection, 'parent' | 'counts'>;

/** What has to be known of the client to make the rest of the section, and to decide who gets it. */
export interface ClientSectionFacts {
  /** Keys of all who read the client. */
  readonly readers: readonly string[];
  /** By whose he is and of which sector, somebody sees him in the place of an absent colleague. */
  readonly ownerId: string;
  readonly sectorId: string | null;
  readonly parentId: string | null;
  /** All of them, whoever may see them. */
  readonly subsidiaries: number;
  /** How many contact persons the client has; the card shows the first ones. */
  readonly contactPersons: number;
  /** The days on which these are the contact persons, both included; without an end when none of them is known to leave. */
  readonly firstDay: string;
  readonly lastDay: string | null;
}

export function toCommonPart(found: ClientWithSurroundings, primary: ContactPersonDocument | null): CommonPart {
  const others = found.persons.filter(({ _id }) => !primary?._id.equals(_id));
  const persons = primary ? [primary, ...others] : others;
  return { client: toClient(found), contactPersons: persons.slice(0, SHOWN_PERSONS).map(toContactPerson) };
}

/** The one to ask for first, if he is among these. */
export function primaryAmong({ _id, persons }: ClientWithSurroundings): ContactPersonDocument | null {
  return persons.find(({ primaryOf }) => primaryOf.some((clientId) => clientId.equals(_id))) ?? null;
}

/** The last day on which all of these still belong to the client; null when none is known to leave. */
export function lastDayTogether({ _id, persons }: ClientWithSurroundings): string | null {
  const days = persons.flatMap(({ affiliations }) =>
    affiliations.flatMap(({ clientId, to }) => (clientId.equals(_id) && to !== null ? [to] : [])),
  );
  return days.toSorted()[0] ?? null;
}

/**
 * Whether the contact persons of the section are those of a day, which is found out only where it matters: when nobody is
 * known to leave, and few are, they are those of every day that comes.
 */
export function isOfDay({ firstDay, lastDay }: ClientSectionFacts, dayAt: () => string): boolean {
  if (lastDay === null) return true;
  const day = dayAt();
  return firstDay <= day && day <= lastDay;
}

/** The whole section: the common part with the rest put behind it, without reading it. */
export const joined = (common: Buffer, rest: Surroundings): Buffer =>
  Buffer.concat([common.subarray(0, -1), Buffer.from(`,${JSON.stringify(rest).slice(1)}`)]);
