import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Delivery, pauseAfter } from '@crm/mail';
import { newId, toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import { endOfLink, hashOfLink, type LinkPurpose } from './account-link.ts';
import type { AccountLinkDocument } from './account-link.schema.ts';

/** Longer than any attempt to send takes. */
const CLAIM_MS = 120_000;

export interface LinkVersion {
  readonly linkId: string;
  readonly version: number;
}

@Injectable()
export class AccountLinkRepository {
  constructor(@InjectModel('AccountLink') private readonly links: Model<AccountLinkDocument>) {}

  /** Writes a link that is to be sent; those that the address had before are worth nothing any more. */
  async renew(purpose: LinkPurpose, email: string, now: Date): Promise<AccountLinkDocument> {
    await this.forget(email);
    const link: AccountLinkDocument = {
      _id: toObjectId(newId()),
      ...{ purpose, email, tokenHashes: [], status: 'scheduled', version: 1, attempts: 0, failure: null },
      ...{ dueAt: now, createdAt: now, expiresAt: endOfLink(purpose, now) },
    };
    await this.links.insertMany([link], { lean: true });
    return link;
  }

  async forget(email: string): Promise<void> {
    await this.links.deleteMany({ email });
  }

  /** The link of a secret, unless it is too old. */
  find(token: string, now: Date): Promise<AccountLinkDocument | null> {
    const filter = { tokenHashes: hashOfLink(token), expiresAt: trusted({ $gt: now }) };
    return this.links.findOne(filter).lean<AccountLinkDocument>().exec();
  }

  /** Begins an attempt to send this version, which of any number of workers and copies only one does. */
  claim({ linkId, version }: LinkVersion, tokenHash: string, now: Date): Promise<AccountLinkDocument | null> {
    const isDue = { status: 'scheduled', dueAt: trusted({ $lte: now }), expiresAt: trusted({ $gt: now }) } as const;
    return this.links
      .findOneAndUpdate(
        { _id: toObjectId(linkId), version, ...isDue },
        {
          $set: { dueAt: new Date(now.getTime() + CLAIM_MS) },
          $push: { tokenHashes: tokenHash },
          $inc: { version: 1, attempts: 1 },
        },
        { returnDocument: 'after' },
      )
      .lean<AccountLinkDocument>()
      .exec();
  }

  /** Writes down what became of an attempt. @returns the link when it is to be sent again. */
  async settle(link: AccountLinkDocument, delivery: Delivery, now: Date): Promise<AccountLinkDocument | null> {
    const later = { dueAt: new Date(now.getTime() + pauseAfter(link.attempts, Math.random())) };
    const change = delivery.kind === 'later' ? later : { status: delivery.kind };
    const failure = delivery.kind === 'sent' ? null : delivery.reason;
    const settled = await this.links
      .findOneAndUpdate(
        { _id: link._id, version: link.version },
        { $set: { ...change, failure }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<AccountLinkDocument>();
    return settled?.status === 'scheduled' ? settled : null;
  }

  /** Letters that should have been sent by the moment, soonest first. */
  overdue(moment: Date, limit: number): Promise<AccountLinkDocument[]> {
    const filter = { status: 'scheduled', dueAt: trusted({ $lt: moment }) } as const;
    return this.links.find(filter).sort({ dueAt: 1 }).limit(limit).lean<AccountLinkDocument[]>().exec();
  }

  /** When the letter was to be sent that has waited longest; null when all are sent. */
  async oldestDue(): Promise<Date | null> {
    const [oldest] = await this.overdue(new Date(), 1);
    return oldest?.createdAt ?? null;
  }
}
