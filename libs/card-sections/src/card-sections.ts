import { Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Prebuilt } from '@crm/messaging';
import { isDuplicateKey, toObjectId } from '@crm/persistence';
import { type Model, mongo } from 'mongoose';
import type { BuiltPart, CardSection } from './card-section.schema.ts';
import { writeNote } from './section-note.ts';
import { GatheredReads } from './gathered-reads.ts';
import { type SectionToKeep, SectionSource } from './section-source.ts';
import { TouchedClients, type Touching } from './touched-clients.ts';

/** A section ready to be sent. */
export interface ReadySection<Facts> {
  readonly json: Buffer;
  readonly mentions: readonly string[];
  readonly facts: Facts;
}

interface Building<Facts> {
  readonly ready: Promise<ReadySection<Facts>>;
  /** When it is kept, or is not to be. */
  readonly stored: Promise<void>;
}

/** What has to be known of a section to store another one in its place. */
type Outline = Pick<CardSection, '_id' | 'revision'> & { readonly built?: Pick<BuiltPart, 'shape'> };
type Storing = mongo.AnyBulkWriteOperation;

const BUILT_AT_ONCE = 25;

/**
 * Sections of the client card, ready to be sent. A change of what a section shows takes it away in the same transaction, and
 * whoever asks next builds it from the records: a section that is there is right. That one is not stored which was built
 * while somebody made a change, is seen by the revision: the change raises it, and storing asks for the one that was read
 * before the records were.
 */
@Injectable()
export class CardSections<Facts> {
  private readonly logger = new Logger(CardSections.name);
  /** Those being built in this process, by client and revision: a hundred readers of a busy client build it once. */
  private readonly building = new Map<string, Building<Facts>>();
  private readonly reads: GatheredReads;
  private lastLoad: Promise<unknown> = Promise.resolve();

  constructor(
    @InjectModel('CardSection') private readonly sections: Model<CardSection>,
    private readonly source: SectionSource<Facts>,
    private readonly touched: TouchedClients,
  ) {
    this.reads = new GatheredReads(sections);
  }

  /** The section of the client, built if need be. @throws what the source throws when there is no such client. */
  async get(clientId: string): Promise<ReadySection<Facts>> {
    const kept = await this.reads.find(clientId);
    if (kept?.built && this.isRight(kept.built)) return readyOf<Facts>(kept.built);
    return this.buildOnce(clientId, kept).ready;
  }

  /**
   * Takes the sections of these clients away, with the transaction under way. Changes of which events tell do so by
   * themselves; this is for what no event tells, and for clients who show a record no more.
   *
   * @throws Error outside of a transaction.
   */
  touch(clientIds: readonly string[]): void {
    if (clientIds.length === 0) return;
    const { due, done } = this.touching();
    for (const id of clientIds) if (!done.has(id)) due.add(id);
  }

  /**
   * The same at once, for a transaction that writes hundreds of records: when another one is about the same clients, it is to
   * give way before it has done its work and not after it.
   *
   * @throws Error outside of a transaction; what MongoDB says of the conflict, upon which the transaction is run again.
   */
  async touchFirst(clientIds: readonly string[]): Promise<void> {
    this.touch(clientIds);
    await this.takeAway(this.touching());
  }

  /**
   * Runs loads one after the other: about the same clients they could not run beside each other anyway, and of several that
   * give way to one another by chance some would wait for long.
   */
  inTurn<Result>(load: () => Promise<Result>): Promise<Result> {
    const mine = this.lastLoad.then(load);
    this.lastLoad = mine.catch(() => undefined);
    return mine;
  }

  /** Builds the sections of these clients that are missing or of another shape, a few at a time, and stores these together. */
  async complete(clientIds: readonly string[]): Promise<void> {
    const filter = { _id: { $in: clientIds.map(toObjectId) } };
    const projection = { revision: 1, 'built.shape': 1 };
    const present = await this.sections.collection.find<Outline>(filter, { projection }).toArray();
    const known = new Map(present.map((one) => [one._id.toHexString(), one]));
    const missing = clientIds.filter((id) => known.get(id)?.built?.shape !== this.source.shape);
    for (let first = 0; first < missing.length; first += BUILT_AT_ONCE) {
      const some = missing.slice(first, first + BUILT_AT_ONCE);
      await this.storeAll(await Promise.all(some.map((id) => this.toStore(id, known.get(id)))));
    }
  }

  private async toStore(clientId: string, kept: Outline | undefined): Promise<Storing[]> {
    const section = await this.source.build(clientId);
    if (!section.lasting) return [];
    const [_id, built] = [toObjectId(clientId), this.partOf(section)];
    if (!kept) return [{ insertOne: { document: { _id, revision: 0, built } } }];
    return [{ updateOne: { filter: { _id, revision: kept.revision }, update: { $set: { built } } } }];
  }

  /** Each under the condition under which `store` stores one. */
  private async storeAll(sections: readonly Storing[][]): Promise<void> {
    const writes = sections.flat();
    if (writes.length === 0) return;
    await this.sections.collection.bulkWrite(writes, { ordered: false }).catch(ignoreRivals);
  }

  private isRight({ shape, facts }: BuiltPart): boolean {
    return shape === this.source.shape && this.source.isCurrent(facts as Facts);
  }

  /** Whoever asks need not wait until it is stored; until then others who ask get the same. */
  private buildOnce(clientId: string, kept: CardSection | null): Building<Facts> {
    const key = `${clientId} ${kept?.revision}`;
    const underWay = this.building.get(key);
    if (underWay) return underWay;
    const made = this.source.build(clientId).then((section) => ({ ...section, built: this.partOf(section) }));
    const ready = made.then(({ built }) => readyOf<Facts>(built));
    const stored = made
      .then(({ built, lasting }) => (lasting ? this.store(clientId, kept, built) : undefined))
      .finally(() => this.building.delete(key));
    // Whoever waits for one of the two hears of a failure by it.
    ready.catch(() => {});
    stored.catch((error: unknown) => this.logger.debug({ err: error, clientId }, 'A section could not be kept'));
    const building = { ready, stored };
    this.building.set(key, building);
    return building;
  }

  /**
   * Unless the records have changed since. Whoever changes them while there is no section at all makes one with a revision,
   * which collides with this one.
   */
  private async store(clientId: string, kept: CardSection | null, built: BuiltPart): Promise<void> {
    const _id = toObjectId(clientId);
    if (kept) {
      await this.sections.updateOne({ _id, revision: kept.revision }, { $set: { built } });
      return;
    }
    await this.sections.insertMany([{ _id, revision: 0, built }], { lean: true }).catch(ignoreRival);
  }

  private partOf({ shown, mentions, facts }: SectionToKeep<Facts>): BuiltPart {
    const json = new mongo.Binary(Buffer.from(JSON.stringify(shown)));
    return { shape: this.source.shape, json, mentions: [...new Set(mentions)], facts };
  }

  private touching(): Touching {
    return this.touched.underWay((touching) => this.takeAway(touching));
  }

  private async takeAway({ due, done }: Touching): Promise<void> {
    if (due.size === 0) return;
    const update = { $inc: { revision: 1 }, $unset: { built: 1 } } as const;
    const writes = [...due].map((id) => ({ updateOne: { filter: { _id: toObjectId(id) }, update, upsert: true } }));
    await this.sections.bulkWrite(writes);
    for (const id of due) done.add(id);
    due.clear();
  }
}

/** The answer of a service for which the section is all there is to say; the gateway learns whom it mentions. */
export const toPrebuilt = <Output>({ json, mentions }: Pick<ReadySection<unknown>, 'json' | 'mentions'>) =>
  new Prebuilt<Output>(json, writeNote({ mentions, lasting: true }));

const readyOf = <Facts>({ json, mentions, facts }: BuiltPart): ReadySection<Facts> => ({
  json: Buffer.from(json.buffer),
  mentions,
  facts: facts as Facts,
});

function ignoreRival(error: unknown): void {
  if (!isDuplicateKey(error)) throw error;
}

/** Of writes that do not wait for one another the error tells of the first that failed, and of all others besides. */
function ignoreRivals(error: unknown): void {
  if (!(error instanceof mongo.MongoBulkWriteError) || !isDuplicateKey(error)) throw error;
  if ([error.writeErrors].flat().some(({ code }) => code !== error.code)) throw error;
}
