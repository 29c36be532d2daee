import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { requirePermission } from '@crm/access';
import type { Actor, AuditBreak, AuditCheck as Outcome } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { auditedAs, toObjectId, Transaction } from '@crm/persistence';
import { type Connection, type Model, trusted, type Types } from 'mongoose';
import { AUDIT_COLLECTION, type AuditEntryDocument, toChained } from './audit-entry.ts';
import { breakBetween, type Link } from './chain.ts';

export interface CheckRequest {
  readonly recordId?: string | undefined;
  readonly cursor: string | null;
  readonly limit: number;
}

/** What a step looks through next: the entries, or the records of a kind; behind which id. */
interface Position {
  readonly part: string;
  readonly after: string | undefined;
}

type Stored = Pick<AuditEntryDocument, 'recordId' | 'kind'>;
/** What the chain of a record comes to. */
interface ChainEnd extends Stored {
  readonly seq: number;
  /** The version in which the record was left; null while the chain tells of happenings alone. */
  readonly version: number | null;
  readonly isGone: boolean;
}
type AuditedModel = Model<{ readonly _id: Types.ObjectId; readonly version?: number }>;

const ENTRIES = 'entries';
const CURSOR = /^([a-z-]+):([0-9a-f]{24})?$/;

/**
 * Looks whether every chain holds link by link, whether it reaches to what the record is, and whether every record has
 * one. Each step sees one state of the database, so that what changes meanwhile is not taken for a break.
 */
@Injectable()
export class AuditCheck {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('AuditEntry') private readonly entries: Model<AuditEntryDocument>,
    private readonly transaction: Transaction,
  ) {}

  /** @throws DomainError `forbidden`, `cursor_invalid` */
  step(actor: Actor, { recordId, cursor, limit }: CheckRequest): Promise<Outcome> {
    requirePermission(actor, 'audit');
    return this.transaction.run(() => {
      if (recordId !== undefined) return this.ofRecord(toObjectId(recordId));
      const position = this.positionOf(cursor);
      return position.part === ENTRIES ? this.ofEntries(position, limit) : this.ofRecords(position, limit);
    });
  }

  private async ofRecord(recordId: Types.ObjectId): Promise<Outcome> {
    const chain = await this.chainOf(recordId);
    if (chain.length > 0) return { ...(await this.judge(chain)), nextCursor: null };
    const breaks: AuditBreak[] = [];
    for (const [kind, model] of this.models()) {
      if (await model.exists({ _id: recordId })) breaks.push(noChain(kind, recordId));
    }
    return { entries: 0, records: breaks.length, breaks, nextCursor: null };
  }

  /** Whole chains, in the order of the ids of their records: as many as fit, and one at least. */
  private async ofEntries({ after }: Position, limit: number): Promise<Outcome> {
    const filter = after === undefined ? {} : { recordId: trusted({ $gt: toObjectId(after) }) };
    const some = await this.entries
      .find(filter)
      .sort({ recordId: 1, seq: 1 })
      .limit(limit + 1)
      .lean<AuditEntryDocument[]>();
    const last = some.at(-1);
    if (!last || some.length <= limit) return { ...(await this.judge(some)), nextCursor: this.afterPart(ENTRIES) };
    const whole = some.filter(({ recordId }) => !recordId.equals(last.recordId));
    const chains = whole.length > 0 ? whole : await this.chainOf(last.recordId);
    const reached = chains.at(-1)?.recordId.toHexString();
    return { ...(await this.judge(chains)), nextCursor: `${ENTRIES}:${reached}` };
  }

  private async ofRecords({ part, after }: Position, limit: number): Promise<Outcome> {
    const model = this.models().get(part);
    if (!model) throw new DomainError('cursor_invalid');
    const records = await model.aggregate<{ _id: Types.ObjectId; entries: unknown[] }>([
      ...(after === undefined ? [] : [{ $match: { _id: { $gt: toObjectId(after) } } }]),
      { $sort: { _id: 1 } },
      { $limit: limit },
      { $project: { _id: 1 } },
      { $lookup: firstEntry },
    ]);
    const breaks = records.filter(({ entries }) => entries.length === 0).map(({ _id }) => noChain(part, _id));
    const last = records.at(-1);
    const nextCursor = last && records.length === limit ? `${part}:${last._id.toHexString()}` : this.afterPart(part);
    // Those with a chain were counted with it.
    return { entries: 0, records: breaks.length, breaks, nextCursor };
  }

  private chainOf(recordId: Types.ObjectId): Promise<AuditEntryDocument[]> {
    return this.entries.find({ recordId }).sort({ seq: 1 }).lean<AuditEntryDocument[]>().exec();
  }

  /** Of several chains, one behind the other. Of each the first break is told: what stands behind it proves nothing. */
  private async judge(
    entries: readonly AuditEntryDocument[],
  ): Promise<Pick<Outcome, 'entries' | 'records' | 'breaks'>> {
    const chains = Map.groupBy(entries, ({ recordId }) => recordId.toHexString());
    const breaks: AuditBreak[] = [];
    const ends: ChainEnd[] = [];
    for (const chain of chains.values()) {
      const broken = firstBreak(chain);
      if (broken) breaks.push(broken);
      else ends.push(...endsOf(chain));
    }
    breaks.push(...(await this.endsThatDoNotFit(ends)));
    return { entries: entries.length, records: chains.size, breaks };
  }

  private async endsThatDoNotFit(ends: readonly ChainEnd[]): Promise<AuditBreak[]> {
    const breaks: AuditBreak[] = [];
    for (const [kind, model] of this.models()) {
      const ofKind = ends.filter((end) => end.kind === kind);
      if (ofKind.length === 0) continue;
      const ids = ofKind.map(({ recordId }) => recordId);
      const records = await model.find({ _id: trusted({ $in: ids }) }, { version: 1 }).lean();
      const versions = new Map(records.map(({ _id, version }) => [_id.toHexString(), version ?? null]));
      breaks.push(...ofKind.flatMap((end) => doesNotFit(end, versions.get(end.recordId.toHexString())) ?? []));
    }
    return breaks;
  }

  private positionOf(cursor: string | null): Position {
    if (cursor === null) return { part: ENTRIES, after: undefined };
    const [, part, after] = CURSOR.exec(cursor) ?? [];
    if (part === undefined) throw new DomainError('cursor_invalid');
    return { part, after };
  }

  /** The entries come first, then the records, kind by kind. */
  private afterPart(part: string): string | null {
    const parts = [ENTRIES, ...this.models().keys()];
    const next = parts[parts.indexOf(part) + 1];
    return next === undefined ? null : `${next}:`;
  }

  /** The models whose changes are audited, by the kind of their records. */
  private models(): Map<string, AuditedModel> {
    const models = Object.values(this.connection.models) as unknown as AuditedModel[];
    const audited = models.flatMap((model) => {
      const kind = auditedAs(model.schema)?.kind;
      return kind === undefined ? [] : [[kind, model] as const];
    });
    return new Map(audited.toSorted(([one], [other]) => one.localeCompare(other)));
  }
}

const firstEntry = {
  from: AUDIT_COLLECTION,
  localField: '_id',
  foreignField: 'recordId',
  pipeline: [{ $limit: 1 }, { $project: { _id: 1 } }],
  as: 'entries',
};

function firstBreak(chain: readonly AuditEntryDocument[]): AuditBreak | undefined {
  let previous: Link | undefined;
  for (const stored of chain) {
    const entry = toChained(stored);
    const reason = breakBetween(previous, entry);
    if (reason) return { ...subjectOf(stored), seq: stored.seq, reason };
    previous = entry;
  }
  return undefined;
}

/** Entries that say what the record has become; others tell of what happened around it, also after its end. */
const TELLING: readonly string[] = ['created', 'changed', 'deleted', 'found'];

const endsOf = (chain: readonly AuditEntryDocument[]): ChainEnd[] => {
  const told = chain.findLast(({ action }) => TELLING.includes(action));
  const isGone = told?.action === 'deleted';
  return chain.slice(-1).map(({ kind, recordId, seq, version }) => ({ kind, recordId, seq, version, isGone }));
};

/** @param version that of the record; undefined when it is not there. */
function doesNotFit(end: ChainEnd, version: number | null | undefined): AuditBreak | undefined {
  const about = { ...subjectOf(end), seq: end.seq };
  if (version === undefined) return end.isGone || end.version === null ? undefined : { ...about, reason: 'record' };
  return end.isGone || version !== end.version ? { ...about, reason: 'end' } : undefined;
}

const subjectOf = ({ kind, recordId }: Stored): Pick<AuditBreak, 'kind' | 'recordId'> => ({
  kind,
  recordId: recordId.toHexString(),
});

const noChain = (kind: string, recordId: Types.ObjectId): AuditBreak => ({
  ...subjectOf({ kind, recordId }),
  seq: null,
  reason: 'chain',
});
