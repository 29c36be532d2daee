import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { rightsInTheBeginning } from '@crm/access';
import { EditableRole, type listRoleVersions, type RpcInput } from '@crm/contracts';
import { changeVersioned, cursorPage, newId, type Page, toObjectId } from '@crm/persistence';
import type { Model } from 'mongoose';
import type { Rights } from './role.ts';
import type { RoleDocument } from './role.schema.ts';

export interface RoleWriting {
  readonly rights: Rights;
  readonly changedById: string;
  readonly now: Date;
}

/** Roles, each with all that it has been. */
@Injectable()
export class RoleRepository {
  constructor(
    @InjectModel('Role') private readonly roles: Model<RoleDocument>,
    @InjectModel('RoleVersion') private readonly versions: Model<RoleDocument>,
  ) {}

  async list(): Promise<RoleDocument[]> {
    const stored = await this.roles.find().lean<RoleDocument[]>();
    return stored.toSorted((one, other) => order(one.role) - order(other.role));
  }

  get(role: EditableRole): Promise<RoleDocument> {
    return this.roles.findOne({ role }).orFail().lean<RoleDocument>().exec();
  }

  /** Changes the role that was read in the same transaction. @throws DomainError `version_conflict` */
  async change(read: RoleDocument, { rights, changedById, now }: RoleWriting): Promise<RoleDocument> {
    const facts = { ...rights, changedById: toObjectId(changedById), updatedAt: now };
    const filter = { _id: read._id };
    const changed = await changeVersioned(this.roles, {
      filter,
      expectedVersion: read.version,
      update: { $set: facts },
    });
    if (!changed) throw new Error(`The role ${read.role} is gone`);
    await this.keep([changed]);
    return changed;
  }

  versionsOf({ role, ...request }: RpcInput<typeof listRoleVersions>): Promise<Page<RoleDocument>> {
    const sort = { field: 'version', direction: 'desc' } as const;
    return cursorPage({ ...request, model: this.versions, filter: { role }, sort });
  }

  /** Adds the roles that are not there yet, with the rights that they have in the beginning. */
  async seed(now: Date): Promise<void> {
    for (const role of EditableRole.options) {
      const rights = rightsInTheBeginning[role];
      const seeded = { ...rights, changedById: null, version: 1, createdAt: now, updatedAt: now };
      await this.roles.updateOne({ role }, { $setOnInsert: seeded }, { upsert: true });
      await this.versions.updateOne({ role, version: 1 }, { $setOnInsert: seeded }, { upsert: true });
    }
  }

  private async keep(roles: readonly RoleDocument[]): Promise<void> {
    await this.versions.insertMany(
      roles.map((role) => ({ ...role, _id: toObjectId(newId()) })),
      { lean: true },
    );
  }
}

const order = (role: EditableRole): number => EditableRole.options.indexOf(role);
