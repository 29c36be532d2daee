import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { CardSections } from '@crm/card-sections';
import { type ActivityEvent, activityHandedOver, type Actor, type LivingWorkOf } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Outbox } from '@crm/outbox';
import { changeVersioned, toObjectId } from '@crm/persistence';
import { type Model, type Types, trusted } from 'mongoose';
import type { ActivityPatch } from './activity.ts';
import { factFields, type StoredFact, toActivityFact, toStored } from './activity.mapper.ts';
import type { ActivityDocument } from './activity.schema.ts';
import { activityScope, notPrivateFor } from './activity-scope.ts';

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
    private readonly cards: CardSections<unknown>,
  ) {}

  /** The activity as far as the actor's role goes; null beyond that. */
  find(actor: Actor, activityId: string): Promise<ActivityDocument | null> {
    const filter = { _id: toObjectId(activityId), ...activityScope(actor) };
    return this.activities.findOne(filter).lean<ActivityDocument>().exec();
  }

  /** With whom the activity is; null also when there is no such activity. */
  async clientOf(activityId: string): Promise<string | null> {
    const found = await this.activities
      .findById(toObjectId(activityId), { clientId: 1 })
      .lean<Pick<ActivityDocument, 'clientId'>>();
    return found?.clientId?.toHexString() ?? null;
  }

  /** The activity if it is with this client, and no private task of somebody else. */
  findOf(actor: Actor, clientId: string, activityId: string): Promise<ActivityDocument | null> {
    const filter = { _id: toObjectId(activityId), clientId: toObjectId(clientId), ...notPrivateFor(actor) };
    return this.activities.findOne(filter).lean<ActivityDocument>().exec();
  }

  /**
   * Changes the activity that was read in the same transaction.
   *
   * @throws DomainError `version_conflict`, `activity.not_found`
   */
  async change(
    actor: Actor,
    { _id, version, clientId }: ActivityDocument,
    step: ActivityStep,
  ): Promise<ActivityDocument> {
    const changed = await changeVersioned(this.activities, {
      filter: { _id, ...activityScope(actor, 'activity.change') },
      expectedVersion: version,
      update: { $set: { ...toStored(step.patch), updatedAt: step.now } },
    });
    if (!changed) throw new DomainError('activity.not_found', { activityId: _id.toHexString() });
    this.outbox.add(step.event, toActivityFact(changed));
    // It may be with another client now: the card of this one shows it no more.
    if (clientId) this.cards.touch([clientId.toHexString()]);
    return changed;
  }

  /** Stores documents that the rules have made: they are whole, so mongoose need not go through them again. */
  async insert(activities: readonly ActivityDocument[], event: ActivityEvent): Promise<void> {
    if (activities.length > 1)
      await this.cards.touchFirst(activities.flatMap(({ clientId }) => clientId?.toHexString() ?? []));
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
    const shown = await this.activities
      .findOneAndUpdate({ _id }, { $set: { 'reminder.status': 'fired' } }, { returnDocument: 'after' })
      .orFail()
      .lean<ActivityDocument>()
      .exec();
    if (shown.clientId) this.cards.touch([shown.clientId.toHexString()]);
    return shown;
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
    const [hidden, others] = [planned.filter((one) => one.private), planned.filter((one) => !one.private)];
    const given = { ...to, updatedAt: now };
    const filter = { _id: trusted({ $in: others.map(({ _id }) => _id) }) } as const;
    await this.activities.updateMany(filter, { $set: given, $inc: { version: 1 } }).exec();
    for (const { _id, recordedById } of hidden) {
      const privateTo = [to.performerId, recordedById];
      await this.activities.updateOne({ _id }, { $set: { ...given, privateTo }, $inc: { version: 1 } }).exec();
    }
    const moved = planned.map((activity) => ({ ...activity, ...to, version: activity.version + 1 }));
    this.outbox.add(activityHandedOver, ...moved.map(toActivityFact));
  }
}

const plannedBy = ({ employeeId, exceptDepartmentId }: LivingWorkOf) => ({
  performerId: employeeId,
  status: 'planned' as const,
  ...(exceptDepartmentId && { departmentId: trusted({ $ne: exceptDepartmentId }) }),
});
