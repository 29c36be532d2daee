import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ApiKeyFilter } from '@crm/contracts';
import { cursorPage, type Page, toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import type { ApiKeyDocument } from './api-key.schema.ts';

@Injectable()
export class ApiKeyRepository {
  constructor(@InjectModel('ApiKey') private readonly keys: Model<ApiKeyDocument>) {}

  async add(key: ApiKeyDocument): Promise<void> {
    await this.keys.insertMany([key], { lean: true });
  }

  /** How many the account has that are good. */
  count(accountId: string, now: Date): Promise<number> {
    return this.keys.countDocuments({ accountId: toObjectId(accountId), expiresAt: trusted({ $gt: now }) }).exec();
  }

  findByHash(keyHash: string, now: Date): Promise<ApiKeyDocument | null> {
    return this.findGood({ keyHash }, now);
  }

  findById(keyId: string, now: Date): Promise<ApiKeyDocument | null> {
    return this.findGood({ _id: toObjectId(keyId) }, now);
  }

  page(accountId: string, { limit, cursor, count }: ApiKeyFilter, now: Date): Promise<Page<ApiKeyDocument>> {
    return cursorPage({
      model: this.keys,
      filter: { accountId: toObjectId(accountId), expiresAt: trusted({ $gt: now }) },
      sort: { field: '_id', direction: 'desc' },
      ...{ limit, cursor, count },
    });
  }

  async noteUse({ _id }: Pick<ApiKeyDocument, '_id'>, lastUsedFrom: string, now: Date): Promise<void> {
    await this.keys.updateOne({ _id }, { $set: { lastUsedAt: now, lastUsedFrom } });
  }

  /** @returns the key as it was; null when the account has no such key. */
  remove(accountId: string, keyId: string): Promise<ApiKeyDocument | null> {
    const own = { _id: toObjectId(keyId), accountId: toObjectId(accountId) };
    return this.keys.findOneAndDelete(own).lean<ApiKeyDocument>().exec();
  }

  /** @returns how many there were. */
  async removeAll(accountId: string): Promise<number> {
    const { deletedCount } = await this.keys.deleteMany({ accountId: toObjectId(accountId) });
    return deletedCount;
  }

  /** A key that has expired is as good as gone. */
  private findGood(by: Partial<Pick<ApiKeyDocument, '_id' | 'keyHash'>>, now: Date): Promise<ApiKeyDocument | null> {
    const filter = { ...by, expiresAt: trusted({ $gt: now }) };
    return this.keys.findOne(filter).lean<ApiKeyDocument>().exec();
  }
}
