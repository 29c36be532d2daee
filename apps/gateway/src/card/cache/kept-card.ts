import type { CardBody } from '../card.ts';

/** A card that is kept, with what tells whether it is right still. */
export interface KeptCard {
  /** What was said of the client and by the services before the sections were read; see `CardMarks`. */
  readonly marks: string;
  /** Epoch milliseconds. */
  readonly keptAt: number;
  readonly mentions: readonly string[];
  readonly beginning: Buffer;
}

export const keptOf = ({ beginning, mentions }: CardBody, marks: string): KeptCard => ({
  ...{ marks, keptAt: Date.now(), mentions, beginning },
});

export const bodyOf = ({ beginning, mentions }: KeptCard): CardBody => ({
  ...{ beginning, mentions, missing: [], lasting: true },
});

const NEWLINE = 0x0a;

/** A line of JSON that says what is needed to serve the card, and then the card, which nobody reads. */
export function toBytes({ beginning, ...facts }: KeptCard): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify(facts)}\n`), beginning]);
}

export function fromBytes(bytes: Buffer): KeptCard {
  const end = bytes.indexOf(NEWLINE);
  const facts = JSON.parse(bytes.toString('utf8', 0, end)) as Omit<KeptCard, 'beginning'>;
  return { ...facts, beginning: bytes.subarray(end + 1) };
}
