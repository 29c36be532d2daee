import { type Actor, handOverActivities } from '@crm/contracts';
import { newId, toObjectId } from '@crm/persistence';
import { aHead, aManager, anAdministrator, eventually } from '@crm/testing';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import type { ActivityDocument } from '../activities/activity.schema.ts';
import { ActivityService } from '../activities/activity.service.ts';
import { CommitmentService } from '../commitments/commitment.service.ts';
import { ReminderFiringService } from '../firing/reminder-firing.service.ts';
import type { ReminderDocument } from '../reminders/reminder.schema.ts';
import { HandOverRepository } from './hand-over.repository.ts';
import { HandOverService } from './hand-over.service.ts';

const done = { completedPrecision: 'minute', resultId: null, resultComment: null, next: null } as const;

describe(HandOverService, () => {
  let context: ActivitiesContext;
  let service: HandOverService;
  const system = anAdministrator({ role: 'system' });

  beforeAll(async () => {
    context = await startActivitiesContext();
    service = context.get(HandOverService);
  });
  afterAll(() => context.stop());

  const reminder = { localTime: '2036-01-01T09:00' };

  /** Three planned activities, two of them with a reminder, a completed one with a reminder, and two open promises. */
  async function aLeaver(): Promise<Actor> {
    const leaver = aManager();
    await context.plan(leaver);
    await context.plan(leaver, { reminder });
    await context.plan(leaver, { reminder });
    const completed = await context.plan(leaver, { reminder });
    const ref = { activityId: completed._id.toHexString() };
    await context.get(ActivityService).complete(leaver, { ...ref, completion: done });
    for (const text of ['One', 'Two', 'Three']) await promiseOf(leaver, text);
    const closed = await promiseOf(leaver, 'Kept');
    const closing = { commitmentId: closed._id.toHexString(), status: 'kept', comment: null } as const;
    await context.get(CommitmentService).close(leaver, closing);
    return leaver;
  }

  function promiseOf(actor: Actor, text: string) {
    const commitment = { clientId: newId(), side: 'us', text, dueOn: '2026-12-01', activityId: null } as const;
    return context.get(CommitmentService).make(actor, { commitment, ownerDepartmentId: context.departmentId });
  }

  const batchOf = (leaver: Actor, successor: Actor, limit: number) => ({
    handOverId: newId(),
    fromEmployeeId: leaver.employeeId,
    toEmployeeId: successor.employeeId,
    toDepartmentId: newId(),
    limit,
  });

  const all = { plannedActivities: 3, reminders: 2, commitments: 3 };
  const none = { plannedActivities: 0, reminders: 0, commitments: 0 };
  const entries = (handOverId: string) => context.model('HandOverEntry').countDocuments({ handOverId });

  it('counts what lives, and not what is history', async () => {
    expect(await service.count(aHead(), { employeeId: (await aLeaver()).employeeId })).toEqual(all);
    expect(await service.count(aHead(), { employeeId: newId() })).toEqual(none);
  });

  it('moves all of it in one batch, with a note of each record', async () => {
    const [leaver, successor] = [await aLeaver(), aManager()];
    const batch = batchOf(leaver, successor, 500);
    const progress = handOverActivities.output.parse(await service.move(system, batch));
    expect(progress).toEqual({ moved: all, remaining: false });
    expect(await service.count(system, { employeeId: leaver.employeeId })).toEqual(none);
    expect(await service.count(system, { employeeId: successor.employeeId })).toEqual(all);
    expect(await entries(batch.handOverId)).toBe(8);

    const moved = { performerId: successor.employeeId, departmentId: batch.toDepartmentId, version: 2 };
    expect(await context.model('Activity').countDocuments(moved)).toBe(3);
  });

  it('leaves history with its author', async () => {
    const [leaver, successor] = [await aLeaver(), aManager()];
    await service.move(system, batchOf(leaver, successor, 500));
    const { employeeId } = leaver;
    expect(await context.model('Activity').countDocuments({ performerId: employeeId, status: 'completed' })).toBe(1);
    expect(await context.model('Reminder').countDocuments({ employeeId, status: 'cancelled' })).toBe(1);
    expect(await context.model('Commitment').countDocuments({ ownerId: employeeId, status: 'kept' })).toBe(1);
  });

  it('goes on in steps, and counts what has been moved so far', async () => {
    const [leaver, successor] = [await aLeaver(), aManager()];
    const batch = batchOf(leaver, successor, 2);
    const steps = [
      await service.move(system, batch),
      await service.move(system, batch),
      await service.move(system, batch),
    ];
    expect(steps.map(({ remaining }) => remaining)).toEqual([true, true, false]);
    expect(steps.map(({ moved }) => (moved.plannedActivities ?? 0) + (moved.commitments ?? 0))).toEqual([2, 4, 6]);
    expect(steps.at(-1)?.moved).toEqual(all);
  });

  it('changes nothing when it is repeated after the end', async () => {
    const [leaver, successor] = [await aLeaver(), aManager()];
    const batch = batchOf(leaver, successor, 500);
    const first = await service.move(system, batch);
    expect(await service.move(system, batch)).toEqual(first);
    expect(await entries(batch.handOverId)).toBe(8);
    expect(await context.model('Activity').countDocuments({ performerId: successor.employeeId, version: 2 })).toBe(3);
  });

  it('moves no half of a batch that breaks off, and all of it when it is repeated', async () => {
    const [leaver, successor] = [await aLeaver(), aManager()];
    const batch = batchOf(leaver, successor, 500);
    const obstacle = await obstacleTo(batch.handOverId, leaver);
    await expect(service.move(system, batch)).rejects.toThrow('E11000');
    expect(await service.count(system, { employeeId: leaver.employeeId })).toEqual(all);
    expect(await service.count(system, { employeeId: successor.employeeId })).toEqual(none);

    await obstacle.remove();
    expect(await service.move(system, batch)).toEqual({ moved: all, remaining: false });
  });

  /** A note that is there already makes the transaction fail at its end, after everything else has been written. */
  async function obstacleTo(handOverId: string, leaver: Actor) {
    const commitment = await context
      .model('Commitment')
      .findOne({ ownerId: leaver.employeeId, status: 'open' })
      .lean<ActivityDocument>();
    if (!commitment) throw new Error('The leaver has promised nothing');
    const ids = { _id: toObjectId(newId()), handOverId: toObjectId(handOverId), recordId: commitment._id };
    const people = { fromEmployeeId: ids._id, fromDepartmentId: null, toEmployeeId: ids._id };
    const entry = { ...ids, ...people, kind: 'commitments', movedAt: new Date() } as const;
    await context.get(HandOverRepository).record([entry]);
    return { remove: () => context.model('HandOverEntry').deleteOne({ _id: ids._id }) };
  }

  it('moves each record once while calls overlap and the leaver goes on working', async () => {
    const [leaver, successor] = [await aLeaver(), aManager()];
    const batch = batchOf(leaver, successor, 1);
    const late = Array.from({ length: 5 }, () => context.plan(leaver));
    await Promise.all([...late, ...Array.from({ length: 6 }, () => service.move(system, batch))]);
    const last = await eventually(async () => {
      const progress = await service.move(system, batch);
      expect(progress.remaining).toBe(false);
      return progress;
    });
    expect(last.moved).toEqual({ ...all, plannedActivities: 8 });
    expect(await entries(batch.handOverId)).toBe(13);
    expect(await service.count(system, { employeeId: leaver.employeeId })).toEqual(none);
  });

  it('lets a moved reminder fire once, for the successor, and the alarm of the leaver fall through', async () => {
    const [leaver, successor] = [aManager(), aManager()];
    const activity = await context.plan(leaver, { reminder });
    const before = await context.reminderOf(activity);
    await service.move(system, batchOf(leaver, successor, 500));
    const dueAt = new Date(Date.now() - 1_000);
    await context.model<ReminderDocument>('Reminder').updateOne({ activityId: activity._id }, { dueAt });

    const reminderId = before?._id.toHexString() ?? '';
    const fire = (version: number) => context.get(ReminderFiringService).fire({ reminderId, version });
    expect(await fire(1)).toEqual({ kind: 'over' });
    expect(await fire(2)).toEqual({ kind: 'fired' });
    const told = await context.notificationsOf(activity);
    expect(told.map(({ employeeId }) => employeeId.toHexString())).toEqual([successor.employeeId]);
  });

  it('sets the alarm of a moved reminder that is due soon', async () => {
    const [leaver, successor] = [aManager({ timeZone: 'UTC' }), aManager()];
    const localTime = new Date(Date.now() + 5_000).toISOString().slice(0, -1);
    const activity = await context.plan(leaver, { reminder: { localTime } });
    await service.move(system, batchOf(leaver, successor, 500));
    await eventually(async () => {
      const told = await context.notificationsOf(activity);
      expect(told.map(({ employeeId }) => employeeId.toHexString())).toEqual([successor.employeeId]);
    });
  });

  it.each([
    ['an administrator', anAdministrator()],
    ['a head', aHead()],
    ['a manager', aManager()],
  ])('is done by our own programs alone, not by %s', async (_who, actor) => {
    const leaver = await aLeaver();
    await expect(service.move(actor, batchOf(leaver, aManager(), 500))).rejects.toThrow('forbidden');
  });

  it('is not counted for a manager', async () => {
    expect(() => service.count(aManager(), { employeeId: newId() })).toThrow('forbidden');
  });
});
