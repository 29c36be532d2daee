import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { toObjectId } from '@crm/persistence';
import { type Model, Types, trusted } from 'mongoose';
import type { RemindedSubstitute, ReminderTime } from './reminder.ts';
import type { ReminderDocument } from './reminder.schema.ts';

/** When to remind, and who is reminded for the time being in the place of the performer. */
export type NewReminderTime = ReminderTime & { readonly substitute?: RemindedSubstitute | null };

export type NewReminder = NewReminderTime & {
  readonly activityId: Types.ObjectId;
  readonly employeeId: Types.ObjectId;
};

/** The state of a reminder that an alarm was set for. */
export interface ReminderVersion {
  readonly reminderId: string;
  readonly version: number;
}

export interface PendingReminder extends Pick<ReminderDocument, 'employeeId' | 'substitute'> {
  readonly inMs: number;
}

/** Reminders are reached through their activities, whose repository applies the actor's scope. */
@Injectable()
export class ReminderRepository {
  constructor(@InjectModel('Reminder') private readonly reminders: Model<ReminderDocument>) {}

  /** Sets the reminder of an activity, or sets it anew. */
  async schedule({ activityId, substitute = null, ...reminder }: NewReminder, now: Date): Promise<ReminderDocument> {
    return this.reminders
      .findOneAndUpdate(
        { activityId },
        {
          $set: { ...reminder, substitute, status: 'scheduled', firedAt: null, updatedAt: now },
          $inc: { version: 1 },
          $setOnInsert: { createdAt: now },
        },
        { upsert: true, returnDocument: 'after', setDefaultsOnInsert: false },
      )
      .orFail()
      .lean<ReminderDocument>()
      .exec();
  }

  /** Reminders of activities that have just been loaded. */
  async insert(reminders: readonly NewReminder[], now: Date): Promise<ReminderDocument[]> {
    const rest = { status: 'scheduled', firedAt: null, version: 1, createdAt: now, updatedAt: now } as const;
    const documents = reminders.map((reminder) => ({ _id: new Types.ObjectId(), ...reminder, ...rest }));
    if (documents.length > 0) await this.reminders.insertMany(documents, { lean: true });
    return documents;
  }

  async cancel(activityId: Types.ObjectId, now: Date): Promise<void> {
    await this.reminders
      .updateOne(
        { activityId, status: 'scheduled' },
        { $set: { status: 'cancelled', updatedAt: now }, $inc: { version: 1 } },
      )
      .exec();
  }

  /**
   * The one step that decides who fires: of any number of workers and copies only one finds the reminder still
   * scheduled. Whether it is due is judged by the database's clock alone, since the clock of a worker may be fast.
   */
  fire({ reminderId, version }: ReminderVersion): Promise<ReminderDocument | null> {
    const isDue = { $expr: trusted({ $lte: ['$dueAt', '$$NOW'] }) };
    const fired = [{ $set: { status: 'fired', firedAt: '$$NOW', updatedAt: '$$NOW' } }];
    return this.reminders
      .findOneAndUpdate({ _id: toObjectId(reminderId), version, status: 'scheduled', ...isDue }, fired, {
        returnDocument: 'after',
        updatePipeline: true,
      })
      .lean<ReminderDocument>()
      .exec();
  }

  /** Whom this version reminds and in how many milliseconds of the database's clock; null when it does so no more. */
  async pending({ reminderId, version }: ReminderVersion): Promise<PendingReminder | null> {
    const [found] = await this.reminders
      .aggregate<PendingReminder>([
        { $match: { _id: toObjectId(reminderId), version, status: 'scheduled' } },
        { $project: { employeeId: 1, substitute: 1, inMs: { $subtract: ['$dueAt', '$$NOW'] } } },
      ])
      .exec();
    return found ?? null;
  }

  scheduledOf(activityIds: readonly Types.ObjectId[]): Promise<ReminderDocument[]> {
    const filter = { activityId: trusted({ $in: activityIds }), status: 'scheduled' } as const;
    return this.reminders.find(filter).lean<ReminderDocument[]>().exec();
  }

  /** Reminders that fall due from one moment to another, soonest first; `after` continues a batch. */
  dueBetween({ from, to, after, limit }: DueRange): Promise<ReminderDocument[]> {
    const dueAt = trusted({ ...(from && { $gte: from }), $lt: to });
    const filter = { status: 'scheduled', dueAt } as const;
    const behind = after && {
      $or: [{ dueAt: trusted({ $gt: after.dueAt }) }, { dueAt: after.dueAt, _id: trusted({ $gt: after._id }) }],
    };
    return this.reminders
      .find(behind ? { $and: [filter, behind] } : filter)
      .sort({ dueAt: 1, _id: 1 })
      .limit(limit)
      .lean<ReminderDocument[]>()
      .exec();
  }

  /** When the oldest was due of those that have not fired; null when none is overdue. */
  async oldestDue(now: Date): Promise<Date | null> {
    const [oldest] = await this.dueBetween({ to: now, limit: 1 });
    return oldest?.dueAt ?? null;
  }

  /** Gives reminders to another employee; alarms set for the former one fall through. */
  async handOver(ids: readonly Types.ObjectId[], employeeId: Types.ObjectId, now: Date): Promise<void> {
    const filter = { _id: trusted({ $in: ids }), status: 'scheduled' } as const;
    await this.reminders
      .updateMany(filter, { $set: { employeeId, substitute: null, updatedAt: now }, $inc: { version: 1 } })
      .exec();
  }

  /**
   * The absent is back earlier, or another absence of his is told of: who was asked to be reminded in his place within this
   * one is not later than `until`. A substitution that is prolonged does not ask for more: from the old end on the reminder is
   * his own again.
   */
  async returnTo({ employeeId, from, to, until }: ReturnedReminders): Promise<void> {
    const within = trusted({ $gte: from, $lt: to });
    const filter = { employeeId, status: 'scheduled', 'substitute.since': within } as const;
    await this.reminders.updateMany(filter, { $min: { 'substitute.until': until } }).exec();
  }

  countScheduled(employeeId: Types.ObjectId): Promise<number> {
    return this.reminders.countDocuments({ employeeId, status: 'scheduled' }).exec();
  }
}

/** Reminders of an employee whose substitution began within a period. */
export interface ReturnedReminders {
  readonly employeeId: Types.ObjectId;
  readonly from: Date;
  readonly to: Date;
  readonly until: Date;
}

export interface DueRange {
  readonly from?: Date | undefined;
  readonly to: Date;
  readonly after?: Pick<ReminderDocument, 'dueAt' | '_id'> | undefined;
  readonly limit: number;
}
