import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import type { SecondFactorDocument } from './second-factor.schema.ts';

/** Long enough to find the telephone. */
const TO_FINISH_MS = 15 * 60_000;

export interface Confirmation {
  readonly secret: string;
  readonly step: number;
  readonly recoveryHashes: readonly string[];
}

@Injectable()
export class SecondFactorRepository {
  constructor(@InjectModel('SecondFactor') private readonly factors: Model<SecondFactorDocument>) {}

  find(accountId: string): Promise<SecondFactorDocument | null> {
    return this.factors.findById(toObjectId(accountId)).lean<SecondFactorDocument>().exec();
  }

  /** Which of the accounts have one. */
  async having(accountIds: readonly string[]): Promise<Set<string>> {
    const filter = { _id: trusted({ $in: accountIds.map(toObjectId) }), status: 'on' } as const;
    const found = await this.factors.find(filter, { _id: 1 }).lean();
    return new Set(found.map(({ _id }) => _id.toHexString()));
  }

  /** Puts a new secret in the place of one that was begun; called within a transaction, where none is on. */
  async begin(accountId: string, secret: string, now: Date): Promise<void> {
    await this.remove(accountId);
    const expiresAt = new Date(now.getTime() + TO_FINISH_MS);
    const begun = { status: 'begun', secret, lastStep: 0, recoveryHashes: [], since: now, expiresAt } as const;
    await this.factors.insertMany([{ _id: toObjectId(accountId), ...begun }], { lean: true });
  }

  /** @returns false when this secret is not the one that was begun, or is on already. */
  async confirm(accountId: string, { secret, step, recoveryHashes }: Confirmation, now: Date): Promise<boolean> {
    const set = { status: 'on', lastStep: step, recoveryHashes, since: now, expiresAt: null } as const;
    const begun = { _id: toObjectId(accountId), status: 'begun', secret } as const;
    const { matchedCount } = await this.factors.updateOne(begun, { $set: set });
    return matchedCount === 1;
  }

  /** Takes the code of a half minute. @returns false when it, or a later one, was taken before. */
  async spendStep(accountId: string, step: number): Promise<boolean> {
    const unspent = { _id: toObjectId(accountId), status: 'on', lastStep: trusted({ $lt: step }) } as const;
    const { matchedCount } = await this.factors.updateOne(unspent, { $set: { lastStep: step } });
    return matchedCount === 1;
  }

  /** Takes a recovery code. @returns false when there is no such one, or no more. */
  async spendRecoveryCode(accountId: string, hash: string): Promise<boolean> {
    const holder = { _id: toObjectId(accountId), status: 'on', recoveryHashes: hash } as const;
    const { matchedCount } = await this.factors.updateOne(holder, { $pull: { recoveryHashes: hash } });
    return matchedCount === 1;
  }

  async renewRecoveryCodes(accountId: string, recoveryHashes: readonly string[]): Promise<void> {
    await this.factors.updateOne({ _id: toObjectId(accountId), status: 'on' }, { $set: { recoveryHashes } });
  }

  /** @returns whether there was one. */
  async remove(accountId: string): Promise<boolean> {
    const { deletedCount } = await this.factors.deleteOne({ _id: toObjectId(accountId) });
    return deletedCount === 1;
  }
}
