import { Injectable } from '@nestjs/common';
import type { LivingWorkOf } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import type { Types } from 'mongoose';
import type { StoredFact } from '../activities/activity.mapper.ts';
import { ActivityRepository } from '../activities/activity.repository.ts';
import type { StoredCommitmentFact } from '../commitments/commitment.mapper.ts';
import { CommitmentRepository } from '../commitments/commitment.repository.ts';
import { ReminderRepository } from '../reminders/reminder.repository.ts';
import type { ReminderDocument } from '../reminders/reminder.schema.ts';
import type { MovedCounts } from './hand-over.schema.ts';

/** A part of what an employee has to do: his soonest activities with their reminders, and behind these his promises. */
export interface WorkBatch {
  readonly activities: readonly StoredFact[];
  readonly reminders: readonly ReminderDocument[];
  readonly commitments: readonly StoredCommitmentFact[];
}

export interface Successor {
  readonly employeeId: Types.ObjectId;
  readonly departmentId: Types.ObjectId;
}

/** What an employee still answers for in this service. Completed activities and closed promises are history and stay. */
@Injectable()
export class LivingWorkService {
  constructor(
    private readonly activities: ActivityRepository,
    private readonly reminders: ReminderRepository,
    private readonly commitments: CommitmentRepository,
  ) {}

  async count(work: LivingWorkOf): Promise<MovedCounts> {
    const [plannedActivities, reminders, commitments] = await Promise.all([
      this.activities.countPlannedOf(work),
      keepsHisReminders(work) ? 0 : this.reminders.countScheduled(toObjectId(work.employeeId)),
      this.commitments.countOpenOf(work),
    ]);
    return { plannedActivities, reminders, commitments };
  }

  async next(work: LivingWorkOf, limit: number): Promise<WorkBatch> {
    const activities = await this.activities.plannedOf(work, limit);
    const reminded = keepsHisReminders(work) ? [] : activities.map(({ _id }) => _id);
    const reminders = await this.reminders.scheduledOf(reminded);
    const left = limit - activities.length;
    const commitments = left > 0 ? await this.commitments.openOf(work, left) : [];
    return { activities, reminders, commitments };
  }

  async isLeft(work: LivingWorkOf): Promise<boolean> {
    const { activities, commitments } = await this.next(work, 1);
    return activities.length + commitments.length > 0;
  }

  /** @returns the reminders as they are now, to set their alarms after the commit. */
  async move(batch: WorkBatch, to: Successor, now: Date): Promise<ReminderDocument[]> {
    const { employeeId, departmentId } = to;
    await this.activities.handOver(batch.activities, { performerId: employeeId, departmentId }, now);
    const reminderIds = batch.reminders.map(({ _id }) => _id);
    await this.reminders.handOver(reminderIds, employeeId, now);
    await this.commitments.handOver(batch.commitments, { ownerId: employeeId, departmentId }, now);
    return batch.reminders.map((reminder) => ({ ...reminder, employeeId, version: reminder.version + 1 }));
  }
}

/** A reminder belongs to an employee and to no department: when he changes his own, it stays as it is. */
const keepsHisReminders = ({ exceptDepartmentId }: LivingWorkOf): boolean => exceptDepartmentId !== undefined;
