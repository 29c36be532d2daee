import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import {
  activityCancelled,
  activityChanged,
  activityCompleted,
  type ActivityEvent,
  activityPlanned,
  activityRecorded,
  type Actor,
  type cancelActivity,
  type changeActivity,
  type completeActivity,
  type MadeOnBehalf,
  type planActivity,
  type PlannedActivity,
  type recordActivity,
  type RpcInput,
} from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { requireVersion, Transaction } from '@crm/persistence';
import { ClassifierService } from '../classifiers/classifier.service.ts';
import { ReminderAlarms } from '../reminders/reminder-alarms.ts';
import { reminderAt, remindedInstead, reminderStep } from '../reminders/reminder.ts';
import { ReminderService } from '../reminders/reminder.service.ts';
import type { ReminderDocument } from '../reminders/reminder.schema.ts';
import { cancel, change, complete, nextOf, type People, plan, postponement, record } from './activity.ts';
import { choicesOf, resultOf } from './activity-choices.ts';
import { ownershipOf, toActivity, toState } from './activity.mapper.ts';
import { ActivityAccess } from './activity-access.ts';
import type { ActivityDocument } from './activity.schema.ts';
import { newActivity, type NewActivity, remindersOf } from './new-activity.ts';

interface ActivityRef {
  readonly activityId: string;
  readonly expectedVersion?: number | undefined;
}

type OnBehalf = Pick<People, 'madeOnBehalf'>;

/** Something new that the actor does or has done. */
interface NewWork {
  readonly activity: Pick<PlannedActivity, 'clientId'>;
  readonly performerDepartmentId: string;
}

export interface CompletedActivity {
  readonly completed: ActivityDocument;
  readonly next: ActivityDocument | null;
}

/** What people and programs do to single activities. Each command is one transaction, whose body may run again. */
@Injectable()
export class ActivityService {
  constructor(
    private readonly access: ActivityAccess,
    private readonly reminders: ReminderService,
    private readonly alarms: ReminderAlarms,
    private readonly classifiers: ClassifierService,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `forbidden`, `reminder.in_past`, `classifier.value_unknown`, `classifier.value_archived` */
  async plan(actor: Actor, input: RpcInput<typeof planActivity>): Promise<ActivityDocument> {
    requirePermission(actor, 'write');
    await this.classifiers.assertChoosable(choicesOf(input.activity));
    const planned = this.prepare(actor, input.activity, await this.performerOf(actor, input));
    return this.transaction.run(() => this.insert(planned, activityPlanned));
  }

  /** @throws DomainError `forbidden`, `activity.not_yet_happened`, `classifier.value_unknown`, `classifier.value_archived` */
  async record(actor: Actor, input: RpcInput<typeof recordActivity>): Promise<ActivityDocument> {
    requirePermission(actor, 'write');
    const { activity } = input;
    await this.classifiers.assertChoosable([...choicesOf(activity), resultOf(activity)]);
    const now = this.clock.now();
    const recorded = newActivity(record(activity, await this.actorAs(actor, input), now), null, now);
    return this.transaction.run(() => this.insert(recorded, activityRecorded));
  }

  /**
   * Turns a planned activity into history, whoever of those that reach it does so, and plans the next one for the same
   * performer.
   *
   * @throws DomainError `reminder.in_past`, and as `complete` and `get` say.
   */
  async complete(actor: Actor, input: RpcInput<typeof completeActivity>): Promise<CompletedActivity> {
    const { completion, ...ref } = input;
    const { next } = completion;
    await this.classifiers.assertChoosable([resultOf(completion), ...(next ? choicesOf(next) : [])]);
    return this.transaction.run(async () => {
      const activity = await this.get(actor, ref);
      const now = this.clock.now();
      const outcome = complete(toState(activity), completion, now);
      const { shown } = await this.reminders.take({ kind: 'cancel' }, activity, now);
      const madeOnBehalf = await this.onBehalf(actor, activity);
      const following = next && this.prepareNext({ ...actor, madeOnBehalf }, activity, next);
      const nextActivityId = following?.document._id.toHexString();
      const patch = { ...outcome, reminder: shown, nextActivityId, madeOnBehalf };
      const completed = await this.access.activities.change(actor, activity, { patch, now, event: activityCompleted });
      return { completed, next: following ? await this.insert(following, activityPlanned) : null };
    });
  }

  /** @throws DomainError `reminder.in_past`, and as `change` and `get` say. */
  async change(actor: Actor, input: RpcInput<typeof changeActivity>): Promise<ActivityDocument> {
    const { change: wanted, ...ref } = input;
    await this.classifiers.assertChoosable(choicesOf(wanted));
    return this.transaction.run(async () => {
      const activity = await this.get(actor, ref);
      const now = this.clock.now();
      const patch = change(toState(activity), wanted);
      const movedByMs = postponement(toState(activity), wanted);
      const step = reminderStep(activity.reminder, { said: wanted.reminder, ownZone: actor.timeZone, movedByMs }, now);
      const madeOnBehalf = await this.onBehalf(actor, activity);
      const substitute = remindedInstead(actor, madeOnBehalf);
      const { shown, alarms } = await this.reminders.take(step, { ...activity, substitute }, now);
      this.setOnceStored(alarms);
      const written = { patch: { ...patch, reminder: shown, madeOnBehalf }, now, event: activityChanged };
      return this.access.activities.change(actor, activity, written);
    });
  }

  /** Calls a planned activity off, together with its reminder. @throws DomainError as `cancel` and `get` say. */
  cancel(actor: Actor, { comment, ...ref }: RpcInput<typeof cancelActivity>): Promise<ActivityDocument> {
    return this.transaction.run(async () => {
      const activity = await this.get(actor, ref);
      const now = this.clock.now();
      const patch = cancel(toState(activity), comment);
      const { shown } = await this.reminders.take({ kind: 'cancel' }, activity, now);
      const madeOnBehalf = await this.onBehalf(actor, activity);
      const written = { patch: { ...patch, reminder: shown, madeOnBehalf }, now, event: activityCancelled };
      return this.access.activities.change(actor, activity, written);
    });
  }

  /** @throws DomainError `forbidden`, `activity.not_found`, `version_conflict` */
  private async get(actor: Actor, { activityId, expectedVersion }: ActivityRef): Promise<ActivityDocument> {
    requirePermission(actor, 'write');
    const activity = await this.access.getToChange(actor, activityId);
    requireVersion(activity, expectedVersion, toActivity);
    return activity;
  }

  private prepareNext(actor: Actor & OnBehalf, completed: ActivityDocument, next: PlannedActivity): NewActivity {
    return this.prepare(actor, nextOf(toState(completed), next), {
      performerId: completed.performerId.toHexString(),
      departmentId: completed.departmentId.toHexString(),
      recordedById: actor.employeeId,
      madeOnBehalf: actor.madeOnBehalf,
    });
  }

  private onBehalf(actor: Actor, activity: ActivityDocument): Promise<MadeOnBehalf | null> {
    return this.access.clients.madeOnBehalf(actor, ownershipOf(activity));
  }

  /** The actor as who does something of his own, be it in a colleague's place. */
  private async actorAs(actor: Actor, { activity, performerDepartmentId }: NewWork): Promise<People> {
    const { employeeId } = actor;
    const of = { ownerId: employeeId, clientId: activity.clientId };
    return {
      performerId: employeeId,
      departmentId: performerDepartmentId,
      recordedById: employeeId,
      madeOnBehalf: await this.access.clients.madeOnBehalf(actor, of),
    };
  }

  /** Who is to do what the actor plans: a private task stays with him, whoever's client it is with. */
  private async performerOf(actor: Actor, input: RpcInput<typeof planActivity>): Promise<People> {
    const { activity, performerDepartmentId: departmentId } = input;
    if (activity.private) return this.actorAs(actor, input);
    const { ownerId, ...work } = await this.access.clients.newWork(actor, {
      clientId: activity.clientId,
      departmentId,
    });
    return { ...work, performerId: ownerId, recordedById: actor.employeeId };
  }

  private prepare(actor: Actor, planned: PlannedActivity, people: People): NewActivity {
    const now = this.clock.now();
    const said = planned.reminder && reminderAt(planned.reminder, actor.timeZone, now);
    const time = said && { ...said, substitute: remindedInstead(actor, people.madeOnBehalf) };
    return newActivity(plan(planned, people), time, now);
  }

  private async insert(activity: NewActivity, event: ActivityEvent): Promise<ActivityDocument> {
    const { document } = activity;
    await this.access.activities.insert([document], event);
    this.setOnceStored(await this.reminders.insert(remindersOf([activity]), document.createdAt));
    return document;
  }

  private setOnceStored(alarms: readonly ReminderDocument[]): void {
    this.transaction.afterCommit(() => this.alarms.set(alarms));
  }
}
