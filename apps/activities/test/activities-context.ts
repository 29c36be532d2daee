import { AuditModule } from '@crm/audit';
import type { DynamicModule } from '@nestjs/common';
import { getModelToken } from '@nestjs/mongoose';
import type { ActivityRow, Actor, PlannedActivity, RecordedActivity } from '@crm/contracts';
import { OutboxWritingModule } from '@crm/outbox';
import { newId } from '@crm/persistence';
import { type ServiceContext, startServiceContext } from '@crm/testing';
import type { Model, Types } from 'mongoose';
import type { ActivityDocument } from '../src/activities/activity.schema.ts';
import { ActivityService } from '../src/activities/activity.service.ts';
import type { ActivityClassifierName } from '../src/classifiers/classifier.ts';
import { ClassifierService } from '../src/classifiers/classifier.service.ts';
import { seedClassifiers } from '../src/classifiers/seed-classifiers.ts';
import { ClockModule } from '../src/clock.module.ts';
import { features } from '../src/features.ts';
import type { LeaseDocument } from '../src/firing/lease.schema.ts';
import { LettersModule } from '../src/letters/letters.module.ts';
import type { NotificationDocument } from '../src/notifications/notification.schema.ts';
import type { ReminderDocument } from '../src/reminders/reminder.schema.ts';
import { schemas } from '../src/schemas.ts';

interface ActivitiesParts {
  /** What else the test needs, such as a connection to RabbitMQ. */
  readonly imports?: readonly DynamicModule[];
  /** Letters are off when left out. */
  readonly letters?: DynamicModule;
}

/** The whole service on real servers, apart from RabbitMQ. */
export async function startActivitiesContext({
  imports = [],
  letters = LettersModule.forRoot(undefined),
}: ActivitiesParts = {}): Promise<ActivitiesContext> {
  const outbox = OutboxWritingModule.forRoot({ service: 'activities' });
  const audit = AuditModule.forRoot('activities');
  const service = await startServiceContext({
    imports: [ClockModule, ...imports, outbox, audit, letters, ...features],
    schemas,
  });
  await seedClassifiers(service.connection);
  const context = new ActivitiesContext(service, await valueOf(service, 'kind', 'call'));
  await context.keepReconcilerAway();
  return context;
}

async function valueOf(service: ServiceContext, classifier: ActivityClassifierName, code: string): Promise<string> {
  const values = await service.get(ClassifierService).list(classifier);
  const value = values.find((known) => known.code === code);
  if (!value) throw new Error(`There is no ${classifier} ${code}`);
  return value._id.toHexString();
}

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

export class ActivitiesContext {
  readonly departmentId = newId();

  constructor(
    readonly service: ServiceContext,
    /** The kind "call". */
    readonly callId: string,
  ) {}

  get: ServiceContext['get'] = (provider) => this.service.get(provider);

  value(classifier: ActivityClassifierName, code: string): Promise<string> {
    return valueOf(this.service, classifier, code);
  }

  /** A call that is planned in an hour, without a reminder; the test names only what matters to it. */
  toPlan(given: Partial<PlannedActivity> = {}): PlannedActivity {
    const rest = { content: null, purposeId: null, clientId: null, contactPersonIds: [], dealId: null };
    const call = { type: 'interaction', subject: 'Ask about the contract', kindId: this.callId } as const;
    return { ...call, ...rest, durationMinutes: null, private: false, plannedAt: inAnHour(), reminder: null, ...given };
  }

  toRecord(given: Partial<RecordedActivity> = {}): RecordedActivity {
    const { plannedAt: _later, reminder: _none, ...facts } = this.toPlan();
    return { ...facts, completedPrecision: 'minute', resultId: null, resultComment: null, ...given };
  }

  toLoad(given: Partial<ActivityRow> = {}): ActivityRow {
    const { private: _public, kindId: _id, purposeId: _none, reminder: _also, ...facts } = this.toPlan();
    const codes = { kindCode: 'call', purposeCode: null, resultCode: null };
    const people = { performerId: newId(), departmentId: this.departmentId };
    const moments = { completedAt: null, completedPrecision: 'minute', reminder: null } as const;
    return { ...facts, ...codes, ...people, ...moments, externalId: newId(), status: 'planned', ...given };
  }

  plan(actor: Actor, given: Partial<PlannedActivity> = {}): Promise<ActivityDocument> {
    const input = { activity: this.toPlan(given), performerDepartmentId: this.departmentId };
    return this.get(ActivityService).plan(actor, input);
  }

  record(actor: Actor, given: Partial<RecordedActivity> = {}): Promise<ActivityDocument> {
    const input = { activity: this.toRecord(given), performerDepartmentId: this.departmentId };
    return this.get(ActivityService).record(actor, input);
  }

  model<Document>(name: keyof typeof schemas): Model<Document> {
    return this.service.module.get(getModelToken(name), { strict: false });
  }

  /**
   * For so long the reconcilers do nothing by themselves: they would fire what a test has made due, at a moment that the test
   * does not know.
   */
  async keepReconcilerAway(ms = 3_600_000): Promise<void> {
    const lease = { holder: 'the test', until: new Date(Date.now() + ms) };
    for (const _id of ['reminders.reconcile', 'letters.reconcile'])
      await this.model<LeaseDocument>('Lease').updateOne({ _id }, lease, { upsert: true });
  }

  stored(activity: Pick<ActivityDocument, '_id'>): Promise<ActivityDocument> {
    return this.model<ActivityDocument>('Activity').findById(activity._id).orFail().lean<ActivityDocument>().exec();
  }

  reminderOf(activity: Pick<ActivityDocument, '_id'>): Promise<ReminderDocument | null> {
    const filter = { activityId: activity._id };
    return this.model<ReminderDocument>('Reminder').findOne(filter).lean<ReminderDocument>().exec();
  }

  notificationsOf(activity: { readonly _id: Types.ObjectId }): Promise<NotificationDocument[]> {
    const filter = { activityId: activity._id };
    return this.model<NotificationDocument>('Notification').find(filter).lean<NotificationDocument[]>().exec();
  }

  stop(): Promise<void> {
    return this.service.stop();
  }
}
