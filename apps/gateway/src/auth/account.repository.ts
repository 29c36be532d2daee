import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import type { Role } from '@crm/contracts';
import { newId, toObjectId, Transaction } from '@crm/persistence';
import { asOnlyAccount } from './one-account.ts';
import type { AccountDocument, AccountIdentity } from './account.schema.ts';

export interface NewAccount {
  /** In lower case: addresses are compared as they are stored. */
  readonly email: string;
  readonly passwordHash: string;
  readonly passwordKnown?: boolean;
  readonly role: Role;
  readonly employeeId: string;
}

@Injectable()
export class AccountRepository {
  constructor(
    @InjectModel('Account') private readonly accounts: Model<AccountDocument>,
    private readonly transaction: Transaction,
  ) {}

  findByEmail(email: string): Promise<AccountDocument | null> {
    return this.accounts.findOne({ email }).lean<AccountDocument>().exec();
  }

  findById(accountId: string): Promise<AccountDocument | null> {
    return this.accounts.findById(toObjectId(accountId)).lean<AccountDocument>().exec();
  }

  findByIdentity({ issuer, subject }: AccountIdentity): Promise<AccountDocument | null> {
    const filter = { 'identity.issuer': issuer, 'identity.subject': subject };
    return this.accounts.findOne(filter).lean<AccountDocument>().exec();
  }

  /** Called within a transaction. */
  async link(_id: Types.ObjectId, identity: AccountIdentity, now: Date): Promise<void> {
    await this.accounts.updateOne({ _id }, { $set: { identity, updatedAt: now }, $inc: { version: 1 } });
  }

  /** The account by which the employee signs in; a closed one when he has no other. */
  findByEmployee(employeeId: string): Promise<AccountDocument | null> {
    return (
      this.accounts
        .findOne({ employeeId: toObjectId(employeeId) })
        // `active`, `disabled`, `invited`
        .sort({ status: 1 })
        .lean<AccountDocument>()
        .exec()
    );
  }

  /** How many accounts of the role may sign in. Asked before a change of the role. */
  countActive(role: Role): Promise<number> {
    return this.accounts.countDocuments({ role, status: 'active' }).exec();
  }

  /** How many of them have no second factor of their own. */
  async countWithoutSecondFactor(role: Role): Promise<number> {
    const factors = { from: 'second-factors', localField: '_id', foreignField: '_id', as: 'factors' };
    const [counted] = await this.accounts.aggregate<{ readonly count: number }>([
      { $match: { role, status: 'active' } },
      { $project: { _id: 1 } },
      { $lookup: { ...factors, pipeline: [{ $match: { status: 'on' } }, { $project: { _id: 1 } }] } },
      { $match: { factors: [] } },
      { $count: 'count' },
    ]);
    return counted?.count ?? 0;
  }

  /** How many may sign in by a password that everybody can read. Asked once at the start, so there is no index for it. */
  countKnownPasswords(): Promise<number> {
    return this.accounts.countDocuments({ passwordKnown: true, status: 'active' }).exec();
  }

  /** Whether the account exists and may be used at this moment. */
  async isActive(accountId: string): Promise<boolean> {
    return (await this.accounts.exists({ _id: toObjectId(accountId), status: 'active' })) !== null;
  }

  /** The ids of the accounts of an employee. */
  async idsOfEmployee(employeeId: string): Promise<string[]> {
    const found = await this.accounts.find({ employeeId: toObjectId(employeeId) }, { _id: 1 }).lean();
    return found.map(({ _id }) => _id.toHexString());
  }

  /**
   * @returns false when the address has an account already, which stays as it is.
   * @throws DomainError `account.exists` when the employee has one by another address.
   */
  add({ employeeId, ...account }: NewAccount, now: Date): Promise<boolean> {
    return this.transaction.run(async () => {
      if (await this.exists(account.email)) return false;
      const made: AccountDocument = {
        ...{ passwordKnown: false, ...account, passwordSetAt: now, passwordSetBy: 'operator' },
        ...{ _id: toObjectId(newId()), employeeId: toObjectId(employeeId), status: 'active' },
        ...{ identity: null, invitedAt: null, weighedAt: null, version: 1, createdAt: now, updatedAt: now },
      };
      await asOnlyAccount('employeeId', () => this.accounts.insertMany([made], { lean: true }));
      return true;
    });
  }

  /** Puts a better hash of the same password in the place of the one it was compared with. */
  async renewHash(_id: Types.ObjectId, { from, to }: { from: string | null; to: string }): Promise<void> {
    await this.accounts.updateOne({ _id, passwordHash: from }, { $set: { passwordHash: to } });
  }

  async exists(email: string): Promise<boolean> {
    return (await this.accounts.exists({ email })) !== null;
  }

  /**
   * Gives the account of the address a new password, role and employee, and makes it active. Called within a transaction.
   *
   * @throws DomainError `account.exists` when the employee has one by another address.
   */
  async replace({ email, employeeId, ...account }: NewAccount, now: Date): Promise<void> {
    const change = {
      passwordKnown: false,
      ...account,
      passwordSetAt: now,
      passwordSetBy: 'operator',
      employeeId: toObjectId(employeeId),
      status: 'active',
      updatedAt: now,
    };
    await asOnlyAccount('employeeId', () =>
      this.accounts.updateOne({ email }, { $set: change, $inc: { version: 1 } }).exec(),
    );
  }
}
