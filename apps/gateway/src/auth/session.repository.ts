import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { cursorPage, newId, type Page, toObjectId } from '@crm/persistence';
import mongoose, { type Model, type Types } from 'mongoose';
import type { OpenSessionDocument, SessionSecondFactor } from './open-session.schema.ts';
import { endOfFamily, endOfToken, hashOfToken, newRefreshToken } from './refresh-token.ts';
import type { RefreshTokenDocument } from './session.schema.ts';

/** The program that shows a token, and where from. */
export interface Device {
  readonly userAgent: string;
  readonly address: string;
}

export interface NewSession extends Device {
  readonly accountId: Types.ObjectId;
  readonly secondFactor: SessionSecondFactor;
}

/** The sign-in that a refresh token goes back to. */
export type Family = Pick<RefreshTokenDocument, 'familyId' | 'accountId' | 'familyEndsAt'>;

export interface SessionListQuery {
  readonly accountId: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly count?: boolean | undefined;
}

/** Sessions and their refresh tokens. What changes both is called within a transaction. */
@Injectable()
export class SessionRepository {
  constructor(
    @InjectModel('RefreshToken') private readonly tokens: Model<RefreshTokenDocument>,
    @InjectModel('OpenSession') private readonly sessions: Model<OpenSessionDocument>,
  ) {}

  /** @returns the new session with its first refresh token. */
  async open(
    { accountId, secondFactor, ...device }: NewSession,
    now: Date,
  ): Promise<{ familyId: Types.ObjectId; token: string }> {
    const family = { familyId: toObjectId(newId()), accountId, familyEndsAt: endOfFamily(now) };
    await this.sessions.create({
      ...device,
      _id: family.familyId,
      ...{ accountId, secondFactor },
      expiresAt: endOfToken(now, family.familyEndsAt),
      createdAt: now,
      updatedAt: now,
    });
    return { familyId: family.familyId, token: await this.issue(family, device, now) };
  }

  /** @returns the next refresh token of the family, or undefined when its session has ended. */
  async renew(family: Family, device: Device, now: Date): Promise<string | undefined> {
    const renewed = { ...device, expiresAt: endOfToken(now, family.familyEndsAt), updatedAt: now };
    const { matchedCount } = await this.sessions.updateOne({ _id: family.familyId }, { $set: renewed });
    return matchedCount === 1 ? this.issue(family, device, now) : undefined;
  }

  /** @returns the token as it was before, or null when it is unknown or has expired. Only the first call sets the moment. */
  async rotate(token: string, { userAgent }: Device, now: Date): Promise<RefreshTokenDocument | null> {
    const good = { tokenHash: hashOfToken(token), expiresAt: mongoose.trusted({ $gt: now }) };
    const rotated = await this.tokens
      .findOneAndUpdate(
        { ...good, rotatedAt: null },
        { rotatedAt: now, rotatedBy: userAgent },
        { returnDocument: 'before' },
      )
      .lean<RefreshTokenDocument>();
    return rotated ?? (await this.tokens.findOne(good).lean<RefreshTokenDocument>());
  }

  findToken(token: string): Promise<RefreshTokenDocument | null> {
    return this.tokens
      .findOne({ tokenHash: hashOfToken(token) })
      .lean<RefreshTokenDocument>()
      .exec();
  }

  /** @returns the session of the account, or null when it has ended. */
  findLive(sessionId: string, accountId: string, now: Date): Promise<OpenSessionDocument | null> {
    const good = { _id: toObjectId(sessionId), accountId: toObjectId(accountId) };
    return this.sessions
      .findOne({ ...good, expiresAt: mongoose.trusted({ $gt: now }) })
      .lean<OpenSessionDocument>()
      .exec();
  }

  /** Notes that the owner has shown a code of his within the session. */
  async noteOwnFactor(sessionId: string): Promise<void> {
    await this.sessions.updateOne({ _id: toObjectId(sessionId) }, { $set: { secondFactor: 'own' } });
  }

  /** The account has no second factor of its own any more: what its sessions have shown of it counts for nothing. */
  async forgetOwnFactor(accountId: string): Promise<void> {
    const shown = { accountId: toObjectId(accountId), secondFactor: 'own' } as const;
    await this.sessions.updateMany(shown, { $set: { secondFactor: 'none' } });
  }

  page({ accountId, limit, cursor, count }: SessionListQuery, now: Date): Promise<Page<OpenSessionDocument>> {
    const filter = { accountId: toObjectId(accountId), expiresAt: mongoose.trusted({ $gt: now }) };
    return cursorPage({
      model: this.sessions,
      filter,
      sort: { field: '_id', direction: 'desc' },
      limit,
      cursor,
      count,
    });
  }

  /** @returns the session as it was; null when the account has no such session. */
  async end(sessionId: string, accountId: string): Promise<OpenSessionDocument | null> {
    const own = { _id: toObjectId(sessionId), accountId: toObjectId(accountId) };
    const ended = await this.sessions.findOneAndDelete(own).lean<OpenSessionDocument>();
    if (ended) await this.tokens.deleteMany({ familyId: ended._id });
    return ended;
  }

  /** Ends all sessions of the account, or all but one. @returns them as they were. */
  async endAll(accountId: string, kept?: string): Promise<OpenSessionDocument[]> {
    const _id = toObjectId(accountId);
    const others = kept === undefined ? undefined : mongoose.trusted({ $ne: toObjectId(kept) });
    const meant = { accountId: _id, ...(others && { _id: others }) };
    const ended = await this.sessions.find(meant).sort({ _id: -1 }).lean<OpenSessionDocument[]>();
    await this.sessions.deleteMany(meant);
    await this.tokens.deleteMany({ accountId: _id, ...(others && { familyId: others }) });
    return ended;
  }

  private async issue(
    { familyId, accountId, familyEndsAt }: Family,
    { userAgent }: Device,
    now: Date,
  ): Promise<string> {
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
}
