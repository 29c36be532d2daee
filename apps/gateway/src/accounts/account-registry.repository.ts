import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AccountFilter, AccountRole } from '@crm/contracts';
import { changeVersioned, cursorPage, type Page, toObjectId } from '@crm/persistence';
import { type Model, trusted, type Types } from 'mongoose';
import { asOnlyAccount } from '../auth/one-account.ts';
import type { AccountDocument } from '../auth/account.schema.ts';

const secrets = { passwordHash: 0 } as const;
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

type Changeable =
  'role' | 'status' | 'identity' | 'invitedAt' | 'passwordHash' | 'passwordSetAt' | 'passwordSetBy' | 'passwordKnown';

export interface StoredChange {
  readonly expectedVersion?: number | undefined;
  readonly set: Partial<Pick<AccountDocument, Changeable>>;
  readonly now: Date;
}

/** Accounts as administrators see to them, and as their owners change them. */
@Injectable()
export class AccountRegistry {
  constructor(@InjectModel('Account') private readonly accounts: Model<AccountDocument>) {}

  /** By address. @param named employees whose names fit the search. */
  list(filter: AccountFilter, named: readonly string[]): Promise<Page<AccountDocument>> {
    const { search, status, role, limit, cursor, count } = filter;
    const found = search !== undefined && {
      $or: [
        { email: trusted({ $regex: `^${escape(search.toLowerCase())}` }) },
        { employeeId: trusted({ $in: named.map(toObjectId) }) },
      ],
    };
    return cursorPage({
      model: this.accounts,
      filter: { ...(status && { status }), ...(role && { role }), ...found },
      sort: { field: 'email', direction: 'asc' },
      ...{ limit, cursor, count, projection: secrets },
    });
  }

  find(accountId: string): Promise<AccountDocument | null> {
    return this.accounts.findById(toObjectId(accountId)).lean<AccountDocument>().exec();
  }

  /** What stands in the way of a new account: the address has one, or the employee one that may be used or is to be. */
  async takenField(email: string, employeeId: string): Promise<'email' | 'employeeId' | undefined> {
    if (await this.accounts.exists({ email })) return 'email';
    const usable = { employeeId: toObjectId(employeeId), status: trusted({ $ne: 'disabled' as const }) };
    return (await this.accounts.exists(usable)) ? 'employeeId' : undefined;
  }

  /** @throws DomainError `account.exists` when the employee has another one, made at the same moment. */
  async invite(
    account: { readonly _id: Types.ObjectId; readonly email: string; readonly role: AccountRole },
    employeeId: string,
    now: Date,
  ): Promise<void> {
    const document: AccountDocument = {
      ...{ ...account, employeeId: toObjectId(employeeId), status: 'invited', invitedAt: now },
      ...{ passwordHash: null, passwordSetAt: null, passwordSetBy: null, passwordKnown: false, identity: null },
      ...{ weighedAt: null, version: 1, createdAt: now, updatedAt: now },
    };
    await asOnlyAccount('employeeId', () => this.accounts.insertMany([document], { lean: true }));
  }

  /** @throws DomainError `version_conflict`, `account.exists` when it opens a second account of the employee. */
  change(accountId: string, { expectedVersion, set, now }: StoredChange): Promise<AccountDocument | null> {
    const filter = { _id: toObjectId(accountId) };
    const update = { $set: { ...set, updatedAt: now } };
    return asOnlyAccount('status', () => changeVersioned(this.accounts, { filter, expectedVersion, update }));
  }

  /**
   * Whether somebody else is an active administrator. The others are written to, so that of two transactions that each
   * remove an administrator the second waits for the first and then sees what it has left.
   */
  async hasOtherAdministrator(accountId: string, now: Date): Promise<boolean> {
    const others = { role: 'administrator', status: 'active', _id: trusted({ $ne: toObjectId(accountId) }) } as const;
    const { matchedCount } = await this.accounts.updateMany(others, { $set: { weighedAt: now } });
    return matchedCount > 0;
  }

  async remove(accountId: string): Promise<void> {
    await this.accounts
      .findOneAndDelete({ _id: toObjectId(accountId) })
      .lean()
      .exec();
  }
}
