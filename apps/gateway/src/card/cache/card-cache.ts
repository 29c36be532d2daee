import { hash } from 'node:crypto';
import { CardMarks, KEPT_SECONDS, type SectionMarks } from '@crm/card-sections';
import { type Actor, serviceNames, type ServiceName } from '@crm/contracts';
import { within } from '@crm/kernel';
import { cardAge, cardReads } from '@crm/observability';
import { inBytes, RedisConnection } from '@crm/redis';
import { LRUCache } from 'lru-cache';
import type { CardBody, Sections } from '../card.ts';
import { fromBytes, isWhole, type KeptCard, stillRight, toBytes } from './kept-card.ts';

/** A frozen Redis keeps silent: then the card is put together. */
const ANSWER_MS = 250;

/** Whose card of whom is wanted. */
export interface CardQuestion {
  readonly reader: Actor;
  readonly clientId: string;
  /** In these the reader has just changed something: no section of theirs is good enough for him that is kept already. */
  readonly past: readonly ServiceName[];
}

/** Puts a card together of those sections that are kept and right still, and of others that are asked for. */
type Assemble = (kept: Partial<Sections>) => Promise<CardBody>;

/**
 * Keeps cards whole, each for one reader with these very rights: for him the owning services have decided what he sees, and their
 * decision holds until something is changed by which it was made. That is told by the marks (`CardMarks`), which are asked
 * for with each card; the card itself lies here or, for the other copies of the gateway, in Redis. After a change of one
 * service's section that section alone is asked for. Without Redis, cards are put together as if nothing was kept.
 */
export class CardCache {
  private readonly memory: LRUCache<string, KeptCard>;
  /** Those of the memory that no other copy of the gateway can have. */
  private readonly unshared = new WeakSet<KeptCard>();
  /** Those being put together, by their place and under what they will be kept: many who ask at once wait for one. */
  private readonly underWay = new Map<string, Promise<CardBody>>();

  /** @param memoryBytes of cards that this process remembers itself. */
  constructor(
    private readonly redis: RedisConnection,
    private readonly marks: CardMarks,
    memoryBytes: number,
  ) {
    this.memory = new LRUCache<string, KeptCard>({
      maxSize: memoryBytes,
      sizeCalculation: ({ body: { beginning, mentions } }) => beginning.length + mentions.length * 64 + 1_536,
      ttl: KEPT_SECONDS * 1_000,
      dispose: (card, place, reason) => {
        if (reason === 'evict') this.share(place, card);
      },
    });
  }

  /** @param assemble asks the services for the card of this reader. @throws what that throws. */
  async get(question: CardQuestion, assemble: Assemble): Promise<CardBody> {
    const { reader, clientId, past } = question;
    if (past.length === serviceNames.length) return counted('uncached', this.assemblePast(placeOf(question), assemble));
    if (!isTimeless(reader)) return counted('uncached', assemble({}));
    const marks = await this.marks.read(clientId);
    if (marks === undefined) return counted('uncached', assemble({}));
    const wanted = { place: placeOf(question), marks, past };
    const own = await this.find(wanted);
    if (own && isWhole(own.right)) return served(own);
    return this.assembleOnce(wanted, own ? own.right : {}, assemble);
  }

  /** What this copy remembers, or else what Redis has, if anything of it can be used. */
  private async find({ place, marks, past }: Wanted): Promise<Found | undefined> {
    const own = this.memory.get(place);
    const right = own ? stillRight(own, marks, past) : {};
    if (own && isWhole(right)) this.share(place, own);
    if (own && hasAny(right)) return { source: 'memory', kept: own, right };
    const bytes = await within(ANSWER_MS, inBytes(this.redis.client).get(place)).catch(() => null);
    if (!bytes) return undefined;
    const kept = fromBytes(bytes);
    const found: Found = { source: 'redis', kept, right: stillRight(kept, marks, past) };
    if (isWhole(found.right)) this.memory.set(place, kept);
    return hasAny(found.right) ? found : undefined;
  }

  /**
   * Who comes while the card is put together gets the same, if nothing has been changed since that was begun; but for those who have
   * just changed something: a service of theirs may not have been able to say so.
   */
  private assembleOnce(wanted: Wanted, right: Partial<Sections>, assemble: Assemble): Promise<CardBody> {
    const { place, marks, past } = wanted;
    const how = hasAny(right) ? 'completed' : 'assembled';
    const begin = (): Promise<CardBody> => this.assembleAndKeep(wanted, () => assemble(right));
    if (past.length > 0) return counted(how, begin());
    const key = [place, ...serviceNames.map((service) => marks[service])].join(' ');
    const underWay = this.underWay.get(key);
    if (underWay) return counted('joined', underWay);
    const begun = begin().finally(() => this.underWay.delete(key));
    this.underWay.set(key, begun);
    return counted(how, begun);
  }

  private async assembleAndKeep({ place, marks, past }: Wanted, assemble: () => Promise<CardBody>): Promise<CardBody> {
    const body = await assemble();
    if (past.length > 0) this.forgetOther(place, body);
    if (body.lasting) this.keep(place, { marks, keptAt: Date.now(), body });
    return body;
  }

  /** Nothing is asked of Redis: he is about to change more, so his card is not kept either. */
  private async assemblePast(place: string, assemble: Assemble): Promise<CardBody> {
    const body = await assemble({});
    this.forgetOther(place, body);
    return body;
  }

  /** What he has seen past it is not followed by what was before; what is the same as before stays. */
  private forgetOther(place: string, { beginning }: CardBody): void {
    const own = this.memory.peek(place);
    if (!own || own.body.beginning.equals(beginning)) return;
    this.memory.delete(place);
    if (!this.unshared.has(own)) this.redis.client.del(place).catch(() => undefined);
  }

  private keep(place: string, card: KeptCard): void {
    this.memory.set(place, card);
    this.unshared.add(card);
  }

  /**
   * Gives it to Redis, for the other copies when it is wanted a second time (most cards are not), and for this one when the memory is
   * full. Nobody waits for that: what is not kept is put together again.
   */
  private share(place: string, card: KeptCard): void {
    if (!this.unshared.delete(card)) return;
    this.redis.client.set(place, toBytes(card), { EX: KEPT_SECONDS }).catch(() => undefined);
  }
}

interface Wanted {
  readonly place: string;
  readonly marks: SectionMarks;
  readonly past: readonly ServiceName[];
}

interface Found {
  readonly source: 'memory' | 'redis';
  readonly kept: KeptCard;
  /** Those of its sections that can be used. */
  readonly right: Partial<Sections>;
}

const hasAny = (sections: Partial<Sections>): boolean => Object.keys(sections).length > 0;

/** Whoever acts in the place of an absent colleague does so until a moment of which no change tells. */
const isTimeless = ({ standsInFor }: Actor): boolean => standsInFor.length === 0;

/** Known by whom it is for, with all that decides what he sees; after a change of his rights there is another. */
function placeOf({ reader, clientId }: CardQuestion): string {
  const known = readers.get(reader) ?? hash('sha1', JSON.stringify(reader), 'base64url');
  readers.set(reader, known);
  return `kept-card:${clientId}:${known}`;
}

const readers = new WeakMap<Actor, string>();

function served({ source, kept: { keptAt, body } }: Found): CardBody {
  cardReads.inc({ source });
  cardAge.observe((Date.now() - keptAt) / 1_000);
  return body;
}

function counted(
  source: 'assembled' | 'completed' | 'joined' | 'uncached',
  body: Promise<CardBody>,
): Promise<CardBody> {
  cardReads.inc({ source });
  return body;
}
