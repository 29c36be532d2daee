import { Injectable } from '@nestjs/common';
import { requirePermission, requireSystem } from '@crm/access';
import type { Actor, HandOverBatch, HandOverProgress, LivingWorkOf } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { toObjectId, Transaction } from '@crm/persistence';
import { Types } from 'mongoose';
import { ReminderAlarms } from '../reminders/reminder-alarms.ts';
import { HandOverRepository } from './hand-over.repository.ts';
import type { HandOverEntryDocument, MovedCounts } from './hand-over.schema.ts';
import { LivingWorkService, type WorkBatch } from './living-work.service.ts';

@Injectable()
export class HandOverService {
  constructor(
    private readonly work: LivingWorkService,
    private readonly handOvers: HandOverRepository,
    private readonly alarms: ReminderAlarms,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `forbidden` */
  count(actor: Actor, work: LivingWorkOf): Promise<MovedCounts> {
    requirePermission(actor, 'hand-over');
    return this.work.count(work);
  }

  /**
   * Moves the next records of the leaver, each with the note of who had it, and counts them, all in one transaction. What
   * has been moved is not the leaver's any more: a call that is repeated, after an answer was lost or the service was
   * killed, goes on with what is left, and the counts stay right.
   *
   * @throws DomainError `forbidden` for everybody but our own programs.
   */
  async move(actor: Actor, batch: HandOverBatch): Promise<HandOverProgress> {
    requireSystem(actor);
    return this.transaction.run(() => this.moveNext(batch));
  }

  private async moveNext(input: HandOverBatch): Promise<HandOverProgress> {
    const now = this.clock.now();
    const work = { employeeId: input.fromEmployeeId, exceptDepartmentId: input.exceptDepartmentId };
    const successor = { employeeId: toObjectId(input.toEmployeeId), departmentId: toObjectId(input.toDepartmentId) };
    const batch = await this.work.next(work, input.limit);
    const reminders = await this.work.move(batch, successor, now);
    await this.handOvers.record(entriesOf(input, batch, now));
    const moved = await this.handOvers.count(toObjectId(input.handOverId), sizeOf(batch), now);
    this.transaction.afterCommit(() => this.alarms.set(reminders));
    return { moved, remaining: await this.work.isLeft(work) };
  }
}

const sizeOf = ({ activities, reminders, commitments }: WorkBatch): MovedCounts => ({
  plannedActivities: activities.length,
  reminders: reminders.length,
  commitments: commitments.length,
});

function entriesOf(input: HandOverBatch, batch: WorkBatch, movedAt: Date): HandOverEntryDocument[] {
  const { activities, reminders, commitments } = batch;
  const common = {
    handOverId: toObjectId(input.handOverId),
    fromEmployeeId: toObjectId(input.fromEmployeeId),
    toEmployeeId: toObjectId(input.toEmployeeId),
    movedAt,
  };
  const entry = (kind: keyof MovedCounts) => (record: { _id: Types.ObjectId; departmentId?: Types.ObjectId }) => ({
    ...common,
    _id: new Types.ObjectId(),
    recordId: record._id,
    kind,
    fromDepartmentId: record.departmentId ?? null,
  });
  return [
    ...activities.map(entry('plannedActivities')),
    ...reminders.map(entry('reminders')),
    ...commitments.map(entry('commitments')),
  ];
}
