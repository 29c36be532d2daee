import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { absenceChanged, type listAbsences, type RpcInput } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Outbox } from '@crm/outbox';
import { changeVersioned, cursorPage, type Page, toObjectId } from '@crm/persistence';
import { type Model, type QueryFilter, trusted } from 'mongoose';
import type { Period } from './absence.ts';
import { toAbsence } from './absence.mapper.ts';
import type { AbsenceDocument } from './absence.schema.ts';

/** Those that count, or may come to count. */
const standing = ['requested', 'approved'] as const;

export interface AbsenceUpdate {
  readonly absenceId: string;
  readonly expectedVersion: number | undefined;
  readonly update: Partial<AbsenceDocument>;
  readonly now: Date;
}

export interface AbsenceFilter extends Omit<RpcInput<typeof listAbsences>, 'employeeId' | 'departmentId'> {
  /** Whose; undefined for everybody's. */
  readonly employeeIds: readonly string[] | undefined;
}

/** Absences, each change together with its event. Everybody may see who is away, so nothing here is limited to an actor. */
@Injectable()
export class AbsenceRepository {
  constructor(
    @InjectModel('Absence') private readonly absences: Model<AbsenceDocument>,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `absence.not_found` */
  async get(absenceId: string): Promise<AbsenceDocument> {
    const absence = await this.absences.findById(absenceId).lean<AbsenceDocument>();
    if (!absence) throw new DomainError('absence.not_found', { absenceId });
    return absence;
  }

  page({ employeeIds, status, endsAfter, ...request }: AbsenceFilter): Promise<Page<AbsenceDocument>> {
    const filter: QueryFilter<AbsenceDocument> = {
      ...(employeeIds && { employeeId: trusted({ $in: employeeIds.map(toObjectId) }) }),
      ...(status && { status }),
      ...(endsAfter && { to: trusted({ $gt: new Date(endsAfter) }) }),
    };
    return cursorPage({ ...request, model: this.absences, filter, sort: { field: 'from', direction: 'desc' } });
  }

  /** The absences of these employees that meet the period. */
  async meeting(employeeIds: readonly string[], { from, to }: Period): Promise<AbsenceDocument[]> {
    return this.absences
      .find({
        employeeId: trusted({ $in: employeeIds.map(toObjectId) }),
        status: trusted({ $in: standing }),
        from: trusted({ $lt: to }),
        to: trusted({ $gt: from }),
      })
      .lean<AbsenceDocument[]>();
  }

  /** Approved ones that name any of these as a substitute and are under way within the period. */
  async substitutedBy(employeeIds: readonly string[], { from, to }: Period): Promise<AbsenceDocument[]> {
    return this.absences
      .find({
        'substitutes.employeeId': trusted({ $in: employeeIds.map(toObjectId) }),
        status: 'approved',
        from: trusted({ $lte: to }),
        to: trusted({ $gt: from }),
      })
      .lean<AbsenceDocument[]>();
  }

  async insert(absence: AbsenceDocument): Promise<void> {
    await this.absences.insertMany([absence], { lean: true });
    this.outbox.add(absenceChanged, toAbsence(absence));
  }

  /** @throws DomainError `absence.not_found`, `version_conflict` */
  async change({ absenceId, expectedVersion, update, now }: AbsenceUpdate): Promise<AbsenceDocument> {
    const filter = { _id: toObjectId(absenceId) };
    const $set = { ...update, updatedAt: now };
    const changed = await changeVersioned(this.absences, { filter, expectedVersion, update: { $set } });
    if (!changed) throw new DomainError('absence.not_found', { absenceId });
    this.outbox.add(absenceChanged, toAbsence(changed));
    return changed;
  }
}
