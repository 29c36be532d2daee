import type { CardHistory, CardPart, CardRead, CardWrite, StandingCause, StandingChange } from './card-history.ts';

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
  /** Shown to somebody who had seen every client before his role was taken from him. */
  readonly afterRole: readonly string[];
  /** Shown to somebody whose account was disabled. */
  readonly afterDisabling: readonly string[];
  /** Shown to somebody who works here no more. */
  readonly afterDismissal: readonly string[];
  /** With a private task of somebody else. */
  readonly secrets: readonly string[];
}

/** How long after its answer such a change may take to be known everywhere, in milliseconds; a dismissal is told by an event. */
const KNOWN_AFTER_MS: Readonly<Record<StandingCause, number>> = { role: 1_000, account: 1_000, employment: 2_000 };
/** The same when something was away meanwhile, so that nobody could tell of it (docs/adr/0013). */
const UNTOLD_MS = 52_000;

/** So long somebody else's change may take to be seen, in milliseconds. */
const OTHERS_MS = 2_000;

/** Judges each card by what had been acknowledged before it was asked for. */
export function judgeCards(history: CardHistory): CardJudgement {
  const { entries, owners, seesMore } = history;
  const writes = entries.filter((entry) => entry.type === 'write');
  const reads = entries.filter((entry) => entry.type === 'read');
  const own = new Latest(writes, ({ user, client, part }) => `${user} ${client} ${part}`);
  const all = new Latest(writes, ({ client, part }) => `${client} ${part}`);
  const access = Map.groupBy(
    entries.filter((entry) => entry.type === 'access'),
    ({ user, client }) => `${user} ${client}`,
  );
  const shown = reads.filter((read) => read.shown !== null);
  const standings = new Standings(history);
  const mayRead = (read: CardRead): boolean =>
    seesMore.has(read.user) ||
    owners.get(read.client) === read.user ||
    standings.of(read) !== 'none' ||
    wasGiven(read, access.get(`${read.user} ${read.client}`) ?? []);
  const after = (cause: StandingCause) => shown.filter((read) => standings.of(read) === cause).map(describe);
  return {
    ...{ reads: reads.length, writes: writes.length },
    olderThanOwn: older(shown, (read, part) => own.before(`${read.user} ${read.client} ${part}`, read.sentAt)),
    olderThanOthers: older(shown, (read, part) => all.before(`${read.client} ${part}`, read.sentAt - OTHERS_MS)),
    notForReader: shown.filter((read) => !mayRead(read)).map(describe),
    ...{ afterRole: after('role'), afterDisabling: after('account'), afterDismissal: after('employment') },
    secrets: shown.filter(({ foreignSecrets }) => foreignSecrets > 0).map(describe),
  };
}

/** Whether those saw every client whose standing changes. */
class Standings {
  readonly #changes: Map<string, StandingChange[]>;
  readonly #failures: CardHistory['failures'];

  constructor({ entries, failures }: Pick<CardHistory, 'entries' | 'failures'>) {
    const changes = entries.filter((entry) => entry.type === 'standing');
    this.#changes = Map.groupBy(changes, ({ user }) => user);
    this.#failures = failures;
  }

  /** The cause by which he had lost it when he asked; `none` for whom it never changes. */
  of(read: CardRead): StandingCause | 'all' | 'none' {
    const changes = this.#changes.get(read.user);
    if (!changes) return 'none';
    const known = (change: StandingChange): number => change.answeredAt + this.#knownAfter(change);
    if (wasGiven(read, changes, known)) return 'all';
    return changes.findLast((change) => !change.granted && known(change) < read.sentAt)?.by ?? 'none';
  }

  #knownAfter({ by, sentAt, answeredAt }: StandingChange): number {
    const inTime = KNOWN_AFTER_MS[by];
    const isUntold = this.#failures.some(({ from, until }) => from <= answeredAt + inTime && until >= sentAt);
    return isUntold ? UNTOLD_MS : inTime;
  }
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
    let [first, end] = [0, known.length];
    while (first < end) {
      const middle = Math.floor((first + end) / 2);
      if ((known[middle]?.at ?? Infinity) < moment) first = middle + 1;
      else end = middle;
    }
    return known[first - 1]?.version ?? 0;
  }
}

function older(reads: readonly CardRead[], expected: (read: CardRead, part: CardPart) => number): string[] {
  return reads.flatMap((read) =>
    (Object.entries(read.shown ?? {}) as [CardPart, number][])
      .filter(([part, version]) => version < expected(read, part))
      .map(([part, version]) => `${describe(read)}: ${part} ${version}, not ${expected(read, part)}`),
  );
}

interface Given {
  readonly granted: boolean;
  readonly sentAt: number;
  readonly answeredAt: number;
}

/**
 * Whether he may have had the right at some moment between asking and being answered. What is known before he asks has happened;
 * what is asked for before he is answered may have.
 */
function wasGiven<Change extends Given>(
  { sentAt, answeredAt }: CardRead,
  changes: readonly Change[],
  known: (change: Change) => number = (change) => change.answeredAt,
): boolean {
  const ended = changes.findLast((change) => !change.granted && known(change) < sentAt);
  return changes.some(
    (change) => change.granted && change.sentAt <= answeredAt && (!ended || change.sentAt >= ended.answeredAt),
  );
}

const describe = ({ user, client, sentAt }: CardRead): string =>
  `${user} at ${Math.round(sentAt)} ms, client ${client}`;
