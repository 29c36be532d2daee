import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { listPositions, LocalizedName, PositionChange, RpcInput } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { changeVersioned, cursorPage, isDuplicateKey, newId, type Page, toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import { keysOf, type PositionPlan, planPositions, type PositionToStore } from './position.ts';
import { toPositionDocument, toStoredChange } from './position.mapper.ts';
import type { PositionDocument } from './position.schema.ts';

export interface PositionChangeRequest {
  readonly positionId: string;
  readonly expectedVersion: number | undefined;
  readonly change: PositionChange;
  readonly now: Date;
}

/** Positions are seen by everybody who signs in, so nothing here is limited to an actor. */
@Injectable()
export class PositionRepository {
  constructor(@InjectModel('Position') private readonly positions: Model<PositionDocument>) {}

  page(request: RpcInput<typeof listPositions>): Promise<Page<PositionDocument>> {
    const sort = { field: 'rank', direction: 'asc' } as const;
    return cursorPage({ ...request, model: this.positions, filter: {}, sort });
  }

  /** @throws DomainError `position.not_found` */
  async get(positionId: string): Promise<PositionDocument> {
    const position = await this.positions.findById(positionId).lean<PositionDocument>();
    if (!position) throw new DomainError('position.not_found', { positionId });
    return position;
  }

  /**
   * Relies on the position being there for somebody who is given it: one that is closed or deleted at the same moment
   * collides. A counter, since two moments within a millisecond are the same.
   *
   * @throws DomainError `position.not_found`, `position.closed`, naming the field `positionId`.
   */
  async holdOpen(positionId: string | null): Promise<void> {
    if (positionId === null) return;
    const position = await this.positions.findById(positionId, { closed: 1 }).lean<Pick<PositionDocument, 'closed'>>();
    const refused = { field: 'positionId', positionId };
    if (!position) throw new DomainError('position.not_found', refused);
    if (position.closed) throw new DomainError('position.closed', refused);
    await this.hold([positionId]);
  }

  /** Finds the positions of these names for a load, closed ones too, and stores those that are missing. */
  async ensure(names: readonly LocalizedName[], now: Date): Promise<PositionPlan['idOf']> {
    const keys = [...new Set(names.flatMap(keysOf))];
    const found = await this.positions
      .find({ keys: trusted({ $in: keys }) }, { keys: 1 })
      .lean<Pick<PositionDocument, '_id' | 'keys'>[]>();
    const known = new Map(found.flatMap(({ _id, keys: own }) => own.map((key) => [key, _id.toHexString()])));
    const { fresh, idOf } = planPositions(names, known, newId);
    await this.hold(found.map(({ _id }) => _id.toHexString()));
    if (fresh.length > 0) await this.insert(fresh, now);
    return idOf;
  }

  /** @throws DomainError `position.name_taken`, naming the field `name`. */
  async insert(positions: readonly PositionToStore[], now: Date): Promise<void> {
    const documents = positions.map((position) => toPositionDocument(position, now));
    await unlessTaken(this.positions.insertMany(documents, { lean: true }));
  }

  /** @throws DomainError `position.not_found`, `position.name_taken`, `version_conflict` */
  async change({ positionId, expectedVersion, change, now }: PositionChangeRequest): Promise<PositionDocument> {
    const filter = { _id: toObjectId(positionId) };
    const $set = { ...toStoredChange(change), updatedAt: now };
    const changed = await unlessTaken(changeVersioned(this.positions, { filter, expectedVersion, update: { $set } }));
    if (!changed) throw new DomainError('position.not_found', { positionId });
    return changed;
  }

  /** @throws DomainError `position.not_found`, `version_conflict` */
  async remove({ positionId, expectedVersion, now }: Omit<PositionChangeRequest, 'change'>): Promise<void> {
    // Its end is a version like any other.
    await this.change({ positionId, expectedVersion, change: {}, now });
    await this.positions.findOneAndDelete({ _id: toObjectId(positionId) }).lean();
  }

  private async hold(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.positions.updateMany({ _id: trusted({ $in: ids.map(toObjectId) }) }, { $inc: { holds: 1 } });
  }
}

async function unlessTaken<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    throw isDuplicateKey(error) ? new DomainError('position.name_taken', { field: 'name' }) : error;
  }
}
