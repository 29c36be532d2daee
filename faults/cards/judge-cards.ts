import type { AccessChange, CardHistory, CardPart, CardRead, CardWrite } from './card-history.ts';

/** What a card must not be, whatever fails meanwhile. */
export interface CardJudgement {
  readonly reads: number;
  readonly writes: number;
  /** Older than a change that its reader had made himself. */
  readonly olderThanOwn: readonly string[];
  /** Older than what anybody's change had made of it two seconds before it was asked for. */
  readonly olderThanOthers: readonly string[];
  /** Shown to somebody who was not to see the client when he asked. */
  readonly notForReader: readonly string[];
  /** With a private task of somebody else. */
  readonly secrets: readonly string[];
}

/** So long somebody else's change may take to be seen, in milliseconds. */
const OTHERS_MS = 2_000;

/** Judges each card by what had been acknowledged before it was asked for. */
export function judgeCards({ entries, owners, seesMore }: CardHistory): CardJudgement {
  const writes = entries.filter((entry) => entry.type === 'write');
  const reads = entries.filter((entry) => entry.type === 'read');
  const own = new Latest(writes, ({ user, client, part }) => `${user} ${client} ${part}`);
  const all = new Latest(writes, ({ client, part }) => `${client} ${part}`);
  const access = Map.groupBy(
    entries.filter((entry) => entry.type === 'access'),
    ({ user, client }) => `${user} ${client}`,
  );
  const shown = reads.filter((read) => read.shown !== null);
  const mayRead = (read: CardRead): boolean =>
    seesMore.has(read.user) ||
    owners.get(read.client) === read.user ||
    wasShown(read, access.get(`${read.user} ${read.client}`) ?? []);
  return {
    ...{ reads: reads.length, writes: writes.length },
    olderThanOwn: older(shown, (read, part) => own.before(`${read.user} ${read.client} ${part}`, read.sentAt)),
    olderThanOthers: older(shown, (read, part) => all.before(`${read.client} ${part}`, read.sentAt - OTHERS_MS)),
    notForReader: shown.filter((read) => !mayRead(read)).map(describe),
    secrets: shown.filter(({ foreignSecrets }) => foreignSecrets > 0).map(describe),
  };
}

/** The highest version that was acknowledged before a moment. */
class Latest {
  readonly #versions: Map<string, { readonly at: number; readonly version: number }[]>;

  constructor(writes: readonly CardWrite[], keyOf: (write: CardWrite) => string) {
    this.#versions = new Map(
      Array.from(Map.groupBy(writes, keyOf), ([key, group]) => {
        let version = 0;
        const sorted = group.toSorted((one, other) => one.answeredAt - other.answeredAt);
        return [
          key,
          sorted.map((write) => ({ at: write.answeredAt, version: (version = Math.max(version, write.version)) })),
        ];
      }),
    );
  }

  before(key: string, moment: number): number {
    const known = this.#versions.get(key) ?? [];
    const last = known.findLastIndex(({ at }) => at < moment);
    return known[last]?.version ?? 0;
  }
}

function older(reads: readonly CardRead[], expected: (read: CardRead, part: CardPart) => number): string[] {
  return reads.flatMap((read) =>
    (Object.entries(read.shown ?? {}) as [CardPart, number][])
      .filter(([part, version]) => version < expected(read, part))
      .map(([part, version]) => `${describe(read)}: ${part} ${version}, not ${expected(read, part)}`),
  );
}

/**
 * Whether he may have been shown the client at some moment between asking and being answered. What is acknowledged before he
 * asks has happened; what is asked for before he is answered may have.
 */
function wasShown({ sentAt, answeredAt }: CardRead, changes: readonly AccessChange[]): boolean {
  const ended = changes.findLast((change) => !change.granted && change.answeredAt < sentAt);
  return changes.some(
    (change) => change.granted && change.sentAt <= answeredAt && (!ended || change.sentAt >= ended.answeredAt),
  );
}

const describe = ({ user, client, sentAt }: CardRead): string =>
  `${user} at ${Math.round(sentAt)} ms, client ${client}`;
