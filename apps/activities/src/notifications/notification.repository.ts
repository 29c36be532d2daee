import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Actor, listNotifications, RpcInput } from '@crm/contracts';
import { cursorPage, type Page, toObjectId } from '@crm/persistence';
import { type Model, Types, trusted } from 'mongoose';
import type { NotificationCounterDocument, NotificationDocument } from './notification.schema.ts';

export type NewNotification = Omit<
  NotificationDocument,
  '_id' | 'place' | 'version' | 'createdAt' | 'updatedAt' | 'readAt'
>;

/** Notifications are personal: nobody reaches those of another, whatever his role. */
const own = ({ employeeId }: Actor) => ({ employeeId: toObjectId(employeeId) });

@Injectable()
export class NotificationRepository {
  constructor(
    @InjectModel('Notification') private readonly notifications: Model<NotificationDocument>,
    @InjectModel('NotificationCounter') private readonly counters: Model<NotificationCounterDocument>,
  ) {}

  /**
   * Stores a notification at the next place of its employee. Inside the transaction the counter is held until the commit,
   * so that places are committed in their order: two at once for one employee wait for each other.
   */
  async insert(notification: NewNotification, now: Date): Promise<NotificationDocument> {
    const { last } = await this.counters
      .findOneAndUpdate(
        { _id: notification.employeeId },
        { $inc: { last: 1 } },
        { upsert: true, returnDocument: 'after' },
      )
      .orFail()
      .lean<NotificationCounterDocument>()
      .exec();
    const rest = { readAt: null, version: 1, createdAt: now, updatedAt: now };
    const document = { _id: new Types.ObjectId(), place: last, ...notification, ...rest };
    await this.notifications.insertMany([document], { lean: true });
    return document;
  }

  /** Newest first. */
  page(actor: Actor, filter: RpcInput<typeof listNotifications>): Promise<Page<NotificationDocument>> {
    const { unread, limit, cursor, count } = filter;
    const wanted = unread === undefined ? {} : { readAt: unread ? null : trusted({ $ne: null }) };
    return cursorPage({
      model: this.notifications,
      filter: { ...own(actor), ...wanted },
      sort: { field: 'place', direction: 'desc' },
      limit,
      cursor,
      count,
    });
  }

  countUnread(actor: Actor): Promise<number> {
    return this.notifications.countDocuments({ ...own(actor), readAt: null }).exec();
  }

  /** Those behind the given one, oldest first; all of them, page by page, when there is no such one. */
  async after(actor: Actor, afterId: string | null, limit: number): Promise<NotificationDocument[]> {
    const place = afterId === null ? 0 : await this.placeOf(actor, afterId);
    return this.notifications
      .find({ ...own(actor), place: trusted({ $gt: place }) })
      .sort({ place: 1 })
      .limit(limit)
      .lean<NotificationDocument[]>()
      .exec();
  }

  async find(actor: Actor, notificationId: string): Promise<NotificationDocument | null> {
    const filter = { _id: toObjectId(notificationId), ...own(actor) };
    return this.notifications.findOne(filter).lean<NotificationDocument>().exec();
  }

  /** @returns the notification if it had not been read before. */
  markRead(actor: Actor, notificationId: string, now: Date): Promise<NotificationDocument | null> {
    const filter = { _id: toObjectId(notificationId), ...own(actor), readAt: null };
    const read = { $set: { readAt: now, updatedAt: now }, $inc: { version: 1 } };
    return this.notifications
      .findOneAndUpdate(filter, read, { returnDocument: 'after' })
      .lean<NotificationDocument>()
      .exec();
  }

  private async placeOf(actor: Actor, notificationId: string): Promise<number> {
    return (await this.find(actor, notificationId))?.place ?? 0;
  }
}
