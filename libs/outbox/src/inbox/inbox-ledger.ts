import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { EventMessage } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import { trusted, type Model } from 'mongoose';
import type { InboxPosition, InboxRow } from './inbox.schema.ts';
import { type InboxState, recordKey } from './inbox-plan.ts';

/** Which events have taken effect, and how far each record has come. Call it within the transaction of the effect. */
@Injectable()
export class InboxLedger {
  constructor(
    @InjectModel('InboxRow') private readonly inbox: Model<InboxRow>,
    @InjectModel('InboxPosition') private readonly positions: Model<InboxPosition>,
  ) {}

  async read(messages: readonly EventMessage[]): Promise<InboxState> {
    const ids = messages.map(({ id }) => toObjectId(id));
    const known = await this.inbox.find({ _id: trusted({ $in: ids }) }, { _id: 1 }).lean<Pick<InboxRow, '_id'>[]>();
    const positions = await this.positionsOf(messages);
    return { known: new Set(known.map(({ _id }) => _id.toHexString())), positions };
  }

  /** How far the records of these events have come. */
  async positionsOf(messages: readonly EventMessage[]): Promise<Map<string, number>> {
    const keys = [...new Set(messages.map(recordKey))];
    const found = await this.positions.find({ _id: trusted({ $in: keys }) }).lean<InboxPosition[]>();
    return new Map(found.map(({ _id, seq }) => [_id, seq]));
  }

  /** Stores what takes effect now: the ids of events, and how far their records come. */
  async write(applied: readonly EventMessage[], moved: ReadonlyMap<string, number>, before: InboxState): Promise<void> {
    const at = new Date();
    const rows = applied.map(({ id }) => ({ _id: toObjectId(id), at }));
    if (rows.length > 0) await this.inbox.insertMany(rows, { lean: true, rawResult: true });
    const entries = [...moved];
    await this.begin(entries.filter(([key]) => !before.positions.has(key)));
    await this.move(entries.filter(([key]) => before.positions.has(key)));
  }

  /** Brings records forward; none goes back. */
  async move(positions: readonly (readonly [string, number])[]): Promise<void> {
    if (positions.length === 0) return;
    await this.positions.bulkWrite(
      positions.map(([_id, seq]) => ({ updateOne: { filter: { _id }, update: { $max: { seq } }, upsert: true } })),
    );
  }

  /** Records seen for the first time: inserting costs a fraction of an upsert, and a load brings thousands of them. */
  private async begin(positions: readonly (readonly [string, number])[]): Promise<void> {
    if (positions.length === 0) return;
    const rows = positions.map(([_id, seq]) => ({ _id, seq }));
    await this.positions.insertMany(rows, { lean: true, rawResult: true });
  }
}
