import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import mongoose, { type Model, Types } from 'mongoose';
import { endOfFamily, endOfToken, hashOfToken, newRefreshToken } from './refresh-token.ts';
import type { RefreshTokenDocument } from './session.schema.ts';

/** The sign-in that a refresh token goes back to. */
export type Family = Pick<RefreshTokenDocument, 'familyId' | 'accountId' | 'userAgent' | 'familyEndsAt'>;

@Injectable()
export class SessionRepository {
  constructor(@InjectModel('RefreshToken') private readonly tokens: Model<RefreshTokenDocument>) {}

  /** @returns the first refresh token of a new family. */
  open(accountId: Types.ObjectId, userAgent: string, now: Date): Promise<string> {
    return this.issue({ familyId: new Types.ObjectId(), accountId, userAgent, familyEndsAt: endOfFamily(now) }, now);
  }

  /** @returns the next refresh token of the family. */
  async issue({ familyId, accountId, userAgent, familyEndsAt }: Family, now: Date): Promise<string> {
    const token = newRefreshToken();
    await this.tokens.create({
      tokenHash: hashOfToken(token),
      familyId,
      accountId,
      userAgent,
      familyEndsAt,
      createdAt: now,
      expiresAt: endOfToken(now, familyEndsAt),
    });
    return token;
  }

  /** @returns the token as it was before, or null when it is unknown or has expired. Only the first call sets the moment. */
  async rotate(token: string, now: Date): Promise<RefreshTokenDocument | null> {
    const good = { tokenHash: hashOfToken(token), expiresAt: mongoose.trusted({ $gt: now }) };
    const rotated = await this.tokens
      .findOneAndUpdate({ ...good, rotatedAt: null }, { rotatedAt: now }, { returnDocument: 'before' })
      .lean<RefreshTokenDocument>();
    return rotated ?? (await this.tokens.findOne(good).lean<RefreshTokenDocument>());
  }

  async findAccount(token: string): Promise<Types.ObjectId | undefined> {
    const found = await this.tokens.findOne({ tokenHash: hashOfToken(token) }).lean<RefreshTokenDocument>();
    return found?.accountId;
  }

  async revokeFamilyOf(token: string): Promise<void> {
    const found = await this.tokens.findOne({ tokenHash: hashOfToken(token) }).lean<RefreshTokenDocument>();
    if (found) await this.revoke(found.familyId);
  }

  async revoke(familyId: Types.ObjectId): Promise<void> {
    await this.tokens.deleteMany({ familyId });
  }
}
