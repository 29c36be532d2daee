import type { SectionMarks } from '@crm/card-sections';
import { serviceNames, type ServiceName } from '@crm/contracts';
import { bodyOf, type CardBody, type Outlines, outlinesOf, type Sections } from '../card.ts';

/** A card that is kept, with what tells whether it is right still. It is whole, and lasting. */
export interface KeptCard {
  /** What was said of the client by the services before the sections were read; see `CardMarks`. */
  readonly marks: SectionMarks;
  /** Epoch milliseconds. */
  readonly keptAt: number;
  readonly body: CardBody;
}

interface Facts extends Pick<KeptCard, 'marks' | 'keptAt'> {
  readonly outlines: Outlines;
}

/** The sections of a kept card that nothing has happened to, and that need not be newer than it knows of. */
export function stillRight(
  { marks, body }: KeptCard,
  now: SectionMarks,
  past: readonly ServiceName[],
): Partial<Sections> {
  const right = serviceNames.filter((service) => marks[service] === now[service] && !past.includes(service));
  return Object.fromEntries(right.map((service) => [service, body.sections[service]]));
}

export const isWhole = (sections: Partial<Sections>): boolean => serviceNames.every((service) => service in sections);

const NEWLINE = 0x0a;

/** A line of JSON that says what is needed to serve the card, and then the card, which nobody reads. */
export function toBytes({ marks, keptAt, body }: KeptCard): Buffer {
  const facts: Facts = { marks, keptAt, outlines: outlinesOf(body.sections) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(facts)}\n`), body.beginning]);
}

export function fromBytes(bytes: Buffer): KeptCard {
  const end = bytes.indexOf(NEWLINE);
  const { outlines, ...facts } = JSON.parse(bytes.toString('utf8', 0, end)) as Facts;
  return { ...facts, body: bodyOf(bytes.subarray(end + 1), outlines) };
}
