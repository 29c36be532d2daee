import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { reachesMany, type Right, scopeFilter, whoseFilter } from '@crm/access';
import {
  type Actor,
  commitmentClosed,
  type CommitmentEvent,
  commitmentHandedOver,
  type listCommitments,
  type LivingWorkOf,
  type RpcInput,
} from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Outbox } from '@crm/outbox';
import { changeVersioned, cursorPage, type Page, toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import { factFields, type StoredCommitmentFact, toCommitmentFact } from './commitment.mapper.ts';
import type { CommitmentDocument } from './commitment.schema.ts';

const owned = { owner: 'ownerId', part: 'clientId' } as const;

const commitmentScope = (
  actor: Actor,
  right: Extract<Right, `commitment.${string}`> = 'commitment.read',
): Record<string, unknown> => scopeFilter(actor, right, { ...owned, department: 'departmentId' });

/** Whether the actor sees so many departments that their promises are better looked for among all. */
const isWide = (actor: Actor): boolean => reachesMany(actor, 'commitment.read', 1);

export type CommitmentPatch = Partial<CommitmentDocument> & { readonly updatedAt: Date };
export type NewOwner = Pick<CommitmentDocument, 'ownerId' | 'departmentId'>;

/** Promises, each change together with its event. */
@Injectable()
export class CommitmentRepository {
  constructor(
    @InjectModel('Commitment') private readonly commitments: Model<CommitmentDocument>,
    private readonly outbox: Outbox,
  ) {}

  /** The promise as far as the actor's role goes; null beyond that. */
  find(actor: Actor, commitmentId: string): Promise<CommitmentDocument | null> {
    const filter = { _id: toObjectId(commitmentId), ...commitmentScope(actor) };
    return this.commitments.findOne(filter).lean<CommitmentDocument>().exec();
  }

  /** Whose promise it is; null when there is no such promise. */
  async clientOf(commitmentId: string): Promise<string | null> {
    const found = await this.commitments
      .findById(toObjectId(commitmentId), { clientId: 1 })
      .lean<Pick<CommitmentDocument, 'clientId'>>();
    return found?.clientId.toHexString() ?? null;
  }

  /** The promise if it concerns this client. */
  findOf(clientId: string, commitmentId: string): Promise<CommitmentDocument | null> {
    const filter = { _id: toObjectId(commitmentId), clientId: toObjectId(clientId) };
    return this.commitments.findOne(filter).lean<CommitmentDocument>().exec();
  }

  /**
   * Closes the commitment that was read in the same transaction.
   *
   * @throws DomainError `version_conflict`, `commitment.not_found`
   */
  async close(actor: Actor, read: CommitmentDocument, patch: CommitmentPatch): Promise<CommitmentDocument> {
    const changed = await changeVersioned(this.commitments, {
      filter: { _id: read._id, ...commitmentScope(actor, 'commitment.change') },
      expectedVersion: read.version,
      update: { $set: patch },
    });
    if (!changed) throw new DomainError('commitment.not_found', { commitmentId: read._id.toHexString() });
    this.outbox.add(commitmentClosed, toCommitmentFact(changed));
    return changed;
  }

  /** Stores whole documents: mongoose need not go through them again. */
  async insert(commitments: readonly CommitmentDocument[], event: CommitmentEvent): Promise<void> {
    if (commitments.length > 0) await this.commitments.insertMany(commitments, { lean: true });
    this.outbox.add(event, ...commitments.map(toCommitmentFact));
  }

  /** By due day, soonest first. @param breadth `whole`: all that fit the filter, whoever sees to them. */
  page(
    actor: Actor,
    filter: RpcInput<typeof listCommitments>,
    { whole = false }: { readonly whole?: boolean } = {},
  ): Promise<Page<CommitmentDocument>> {
    const { clientId, ownerId, whose, status, limit, cursor, count } = filter;
    const chosen = {
      status,
      ...(clientId && { clientId: toObjectId(clientId) }),
      ...(ownerId && { ownerId: toObjectId(ownerId) }),
    };
    const isNarrowed = [clientId, ownerId, whose].some((wanted) => wanted !== undefined);
    return cursorPage({
      model: this.commitments,
      filter: { $and: [whole ? {} : commitmentScope(actor), whoseFilter(actor, whose, owned), chosen] },
      sort: { field: 'dueOn', direction: 'asc' },
      limit,
      cursor,
      count,
      hint: !whole && !isNarrowed && isWide(actor) ? { status: 1, dueOn: 1, _id: 1 } : undefined,
    });
  }

  /** The ids of what has been loaded before, by external key. */
  async idsByExternalId(externalIds: readonly string[]): Promise<Map<string, string>> {
    const found = await this.commitments
      .find({ externalId: trusted({ $in: externalIds }) }, { externalId: 1 })
      .lean<Pick<CommitmentDocument, '_id' | 'externalId'>[]>()
      .exec();
    return new Map(found.map(({ _id, externalId }) => [externalId ?? '', _id.toHexString()]));
  }

  /** Open promises that an employee sees to, for a hand-over. */
  openOf(work: LivingWorkOf, limit: number): Promise<StoredCommitmentFact[]> {
    return this.commitments
      .find(openBy(work), factFields)
      .sort({ dueOn: 1, _id: 1 })
      .limit(limit)
      .lean<StoredCommitmentFact[]>()
      .exec();
  }

  countOpenOf(work: LivingWorkOf): Promise<number> {
    return this.commitments.countDocuments(openBy(work)).exec();
  }

  /** Inside of the transaction that has read them. */
  async handOver(open: readonly StoredCommitmentFact[], to: NewOwner, now: Date): Promise<void> {
    const filter = { _id: trusted({ $in: open.map(({ _id }) => _id) }) } as const;
    await this.commitments.updateMany(filter, { $set: { ...to, updatedAt: now }, $inc: { version: 1 } }).exec();
    const moved = open.map((commitment) => ({ ...commitment, ...to, version: commitment.version + 1 }));
    this.outbox.add(commitmentHandedOver, ...moved.map(toCommitmentFact));
  }
}

const openBy = ({ employeeId, exceptDepartmentId }: LivingWorkOf) => ({
  ownerId: employeeId,
  status: 'open' as const,
  ...(exceptDepartmentId && { departmentId: trusted({ $ne: exceptDepartmentId }) }),
});
