import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { newId, toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import { type DueLetter, dueAtOnce, type LetterVersion } from '../letters/due-letter.ts';
import { DueLetters } from '../letters/due-letters.ts';
import { endOfLink, hashOfLink, type LinkPurpose } from './account-link.ts';
import type { AccountLinkDocument } from './account-link.schema.ts';

@Injectable()
export class AccountLinkRepository {
  /** Their way out. */
  readonly letters: DueLetters<AccountLinkDocument>;

  constructor(
    @InjectModel('AccountLink') private readonly links: Model<AccountLinkDocument>,
    @InjectModel('AccountLink') letters: Model<DueLetter>,
  ) {
    this.letters = new DueLetters(letters);
  }

  /** Writes a link that is to be sent; those that the address had before are worth nothing any more. */
  async renew(purpose: LinkPurpose, email: string, now: Date): Promise<AccountLinkDocument> {
    await this.forget(email);
    const link: AccountLinkDocument = {
      _id: toObjectId(newId()),
      ...{ purpose, email, tokenHashes: [], expiresAt: endOfLink(purpose, now) },
      ...dueAtOnce(now),
    };
    await this.letters.insert(link);
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

  /** Begins an attempt that brings this secret, unless the link has become too old. */
  claim(version: LetterVersion, tokenHash: string, now: Date): Promise<AccountLinkDocument | null> {
    const when = { expiresAt: trusted({ $gt: now }) };
    return this.letters.claim(version, now, { when, push: { tokenHashes: tokenHash } });
  }
}
