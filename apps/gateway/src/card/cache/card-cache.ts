import { hash } from 'node:crypto';
import { CardMarks, KEPT_SECONDS } from '@crm/card-sections';
import type { Actor } from '@crm/contracts';
import { within } from '@crm/kernel';
import { cardAge, cardReads } from '@crm/observability';
import { inBytes, RedisConnection } from '@crm/redis';
import { LRUCache } from 'lru-cache';
import type { CardBody } from '../card.ts';
import { bodyOf, fromBytes, type KeptCard, keptOf, toBytes } from './kept-card.ts';

/** A frozen Redis keeps silent: then the card is put together. */
const ANSWER_MS = 250;

/** Whose card of whom is wanted. */
export interface CardQuestion {
  readonly reader: Actor;
  readonly clientId: string;
  /**
   * The reader has just changed something: no card is good enough for him that somebody else has asked for. Nor is his kept, since he
   * is about to change more: so nothing need be asked before the services are.
   */
  readonly pastCache: boolean;
}

type Assemble = () => Promise<CardBody>;

/**
 * Keeps cards whole, each for one reader with these very rights: for him the owning services have decided what he sees, and their
 * decision holds until something is changed by which it was made. That is told by the marks (`CardMarks`), which are asked
 * for with each card; the card itself lies here or, for the other copies of the gateway, in Redis. Without Redis, cards
 * are put together as if nothing was kept.
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
      sizeCalculation: ({ beginning, mentions }) => beginning.length + mentions.length * 64 + 512,
      ttl: KEPT_SECONDS * 1_000,
      dispose: (card, place, reason) => {
        if (reason === 'evict') this.share(place, card);
      },
    });
  }

  /** @param assemble asks the services for the card of this reader. @throws what that throws. */
  async get(question: CardQuestion, assemble: Assemble): Promise<CardBody> {
    if (question.pastCache) return counted('uncached', this.assemblePast(placeOf(question), assemble));
    if (!isTimeless(question.reader)) return counted('uncached', assemble());
    const marks = await this.marks.read(question.clientId);
    if (marks === undefined) return counted('uncached', assemble());
    const place = placeOf(question);
    const kept = await this.find(place, marks);
    return kept ?? this.assembleOnce(place, marks, assemble);
  }

  private async find(place: string, marks: string): Promise<CardBody | undefined> {
    const own = this.memory.get(place);
    if (own?.marks === marks) {
      this.share(place, own);
      return served('memory', own);
    }
    const bytes = await within(ANSWER_MS, inBytes(this.redis.client).get(place)).catch(() => null);
    if (!bytes) return undefined;
    const kept = fromBytes(bytes);
    if (kept.marks !== marks) return undefined;
    this.memory.set(place, kept);
    return served('redis', kept);
  }

  /** Who comes while the card is put together gets the same, if nothing has been changed since that was begun. */
  private assembleOnce(place: string, marks: string, assemble: Assemble): Promise<CardBody> {
    const key = `${place} ${marks}`;
    const underWay = this.underWay.get(key);
    if (underWay) return counted('joined', underWay);
    const begun = this.assembleAndKeep(place, marks, assemble).finally(() => this.underWay.delete(key));
    this.underWay.set(key, begun);
    return counted('assembled', begun);
  }

  private async assembleAndKeep(place: string, marks: string, assemble: Assemble): Promise<CardBody> {
    const body = await assemble();
    if (body.lasting) this.keep(place, keptOf(body, marks));
    return body;
  }

  /** What he has seen past it is not followed by what was before; what is the same as before stays. */
  private async assemblePast(place: string, assemble: Assemble): Promise<CardBody> {
    const body = await assemble();
    const own = this.memory.peek(place);
    if (!own || own.beginning.equals(body.beginning)) return body;
    this.memory.delete(place);
    if (!this.unshared.has(own)) this.redis.client.del(place).catch(() => undefined);
    return body;
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

/** Whoever acts in the place of an absent colleague does so until a moment of which no change tells. */
const isTimeless = ({ standsInFor }: Actor): boolean => standsInFor.length === 0;

/** Known by whom it is for, with all that decides what he sees; after a change of his rights there is another. */
function placeOf({ reader, clientId }: CardQuestion): string {
  const known = readers.get(reader) ?? hash('sha1', JSON.stringify(reader), 'base64url');
  readers.set(reader, known);
  return `card:${clientId}:${known}`;
}

const readers = new WeakMap<Actor, string>();

function served(source: 'memory' | 'redis', card: KeptCard): CardBody {
  cardReads.inc({ source });
  cardAge.observe((Date.now() - card.keptAt) / 1_000);
  return bodyOf(card);
}

function counted(source: 'assembled' | 'joined' | 'uncached', body: Promise<CardBody>): Promise<CardBody> {
  cardReads.inc({ source });
  return body;
}
