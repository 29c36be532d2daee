import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { EventMessage } from '@crm/contracts';
import { trusted, type Model } from 'mongoose';
import type { InboxPosition } from './inbox.schema.ts';
import { type InboxPositions, recordKey } from './inbox-plan.ts';
import type { VersionsSeen } from './versions-seen.ts';

/** Which events of each record have taken effect. Write it within the transaction of the effect, from what it read there. */
@Injectable()
export class InboxLedger {
  constructor(@InjectModel('InboxPosition') private readonly positions: Model<InboxPosition>) {}

  /** What has been seen of the records of these events. */
  async read(messages: readonly EventMessage[]): Promise<InboxPositions> {
    const keys = [...new Set(messages.map(recordKey))];
    const found = await this.positions.find({ _id: trusted({ $in: keys }) }).lean<InboxPosition[]>();
    return new Map(found.map(({ _id, seq, gaps = [] }) => [_id, { seq, gaps }]));
  }

  /**
   * Stores what has been seen now.
   *
   * Two processes that move a record at the same time collide here, and the later one begins its transaction anew.
   *
   * @param before what the transaction has read of these records.
   */
  async write(moved: InboxPositions, before: InboxPositions): Promise<void> {
    const records = [...moved];
    await this.insert(records.filter(([key]) => !before.has(key)));
    await this.update(records.filter(([key]) => before.has(key)));
  }

  /** Records seen for the first time: inserting costs a fraction of an upsert, and a load brings thousands of them. */
  private async insert(records: readonly SeenRecord[]): Promise<void> {
    if (records.length === 0) return;
    const rows = records.map(([_id, { seq, gaps }]) => ({ _id, seq, ...(gaps.length > 0 && { gaps }) }));
    await this.positions.insertMany(rows, { lean: true, rawResult: true });
  }

  private async update(records: readonly SeenRecord[]): Promise<void> {
    if (records.length === 0) return;
    await this.positions.bulkWrite(
      records.map(([_id, { seq, gaps }]) => {
        const update = gaps.length > 0 ? { $set: { seq, gaps } } : { $set: { seq }, $unset: { gaps: 1 } };
        return { updateOne: { filter: { _id }, update } };
      }),
    );
  }
}

/** A record by its key, and what has been seen of it. */
type SeenRecord = readonly [string, VersionsSeen];
