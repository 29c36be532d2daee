import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { scopeFilter } from '@crm/access';
import { type ActivityEvent, activityHandedOver, type Actor, type LivingWorkOf } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Outbox } from '@crm/outbox';
import { changeVersioned, toObjectId } from '@crm/persistence';
import { type Model, type Types, trusted } from 'mongoose';
import type { ActivityPatch } from './activity.ts';
import { factFields, type StoredFact, toActivityFact, toStored } from './activity.mapper.ts';
import type { ActivityDocument } from './activity.schema.ts';

/** Who may reach an activity: its performer, whoever sees his department, whoever sees everything. */
export const activityScope = (actor: Actor): Record<string, unknown> =>
  scopeFilter(actor, { owner: 'performerId', department: 'departmentId' });

export interface ActivityStep {
  readonly patch: ActivityPatch;
  readonly now: Date;
  /** As what the change is told. */
  readonly event: ActivityEvent;
}

export type NewPerformer = Pick<ActivityDocument, 'performerId' | 'departmentId'>;

/** Activities, each change together with its event. */
@Injectable()
export class ActivityRepository {
  constructor(
    @InjectModel('Activity') private readonly activities: Model<ActivityDocument>,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `activity.not_found` */
  async get(actor: Actor, activityId: string): Promise<ActivityDocument> {
    const filter = { _id: toObjectId(activityId), ...activityScope(actor) };
    const found = await this.activities.findOne(filter).lean<ActivityDocument>().exec();
    if (!found) throw new DomainError('activity.not_found', { activityId });
    return found;
  }

  /**
   * Changes the activity that was read in the same transaction.
   *
   * @throws DomainError `version_conflict`, `activity.not_found`
   */
  async change(actor: Actor, { _id, version }: ActivityDocument, step: ActivityStep): Promise<ActivityDocument> {
    const changed = await changeVersioned(this.activities, {
      filter: { _id, ...activityScope(actor) },
      expectedVersion: version,
      update: { $set: { ...toStored(step.patch), updatedAt: step.now } },
    });
    if (!changed) throw new DomainError('activity.not_found', { activityId: _id.toHexString() });
    this.outbox.add(step.event, toActivityFact(changed));
    return changed;
  }

  /** Stores documents that the rules have made: they are whole, so mongoose need not go through them again. */
  async insert(activities: readonly ActivityDocument[], event: ActivityEvent): Promise<void> {
    if (activities.length > 0) await this.activities.insertMany(activities, { lean: true });
    this.outbox.add(event, ...activities.map(toActivityFact));
  }

  /** The ids of what has been loaded before, by external key. */
  async idsByExternalId(externalIds: readonly string[]): Promise<Map<string, string>> {
    const found = await this.activities
      .find({ externalId: trusted({ $in: externalIds }) }, { externalId: 1 })
      .lean<Pick<ActivityDocument, '_id' | 'externalId'>[]>()
      .exec();
    return new Map(found.map(({ _id, externalId }) => [externalId ?? '', _id.toHexString()]));
  }

  /**
   * Shows that the reminder has fired. The version stays: nobody has changed the activity, and whoever is about to
   * complete it, just reminded of it, must not be refused for that.
   */
  async showFired(_id: Types.ObjectId): Promise<ActivityDocument> {
    return this.activities
      .findOneAndUpdate({ _id }, { $set: { 'reminder.status': 'fired' } }, { returnDocument: 'after' })
      .orFail()
      .lean<ActivityDocument>()
      .exec();
  }

  /** What an employee still has to do, soonest first, for a hand-over. */
  plannedOf(work: LivingWorkOf, limit: number): Promise<StoredFact[]> {
    return this.activities
      .find(plannedBy(work), factFields)
      .sort({ at: 1, _id: 1 })
      .limit(limit)
      .lean<StoredFact[]>()
      .exec();
  }

  countPlannedOf(work: LivingWorkOf): Promise<number> {
    return this.activities.countDocuments(plannedBy(work)).exec();
  }

  /** Inside of the transaction that has read them. */
  async handOver(planned: readonly StoredFact[], to: NewPerformer, now: Date): Promise<void> {
    const filter = { _id: trusted({ $in: planned.map(({ _id }) => _id) }) } as const;
    await this.activities.updateMany(filter, { $set: { ...to, updatedAt: now }, $inc: { version: 1 } }).exec();
    const moved = planned.map((activity) => ({ ...activity, ...to, version: activity.version + 1 }));
    this.outbox.add(activityHandedOver, ...moved.map(toActivityFact));
  }
}

const plannedBy = ({ employeeId, exceptDepartmentId }: LivingWorkOf) => ({
  performerId: employeeId,
  status: 'planned' as const,
  ...(exceptDepartmentId && { departmentId: trusted({ $ne: exceptDepartmentId }) }),
});
