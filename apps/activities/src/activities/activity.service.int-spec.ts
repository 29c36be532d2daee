import { completeActivity, getActivity } from '@crm/contracts';
import { isDomainError } from '@crm/kernel';
import { newId } from '@crm/persistence';
import { aHead, aManager, anAdministrator, fiftyRivals, oneWins } from '@crm/testing';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import { toActivity } from './activity.mapper.ts';
import { ActivityQueryService } from './activity-query.service.ts';
import { ActivityService } from './activity.service.ts';
import type { ActivityDocument } from './activity.schema.ts';

interface Seen {
  readonly activityId: string;
  readonly expectedVersion: number;
}

describe(ActivityService, () => {
  let context: ActivitiesContext;
  let service: ActivityService;
  const manager = aManager();

  beforeAll(async () => {
    context = await startActivitiesContext();
    service = context.get(ActivityService);
  });
  afterAll(() => context.stop());

  const idOf = (activity: ActivityDocument) => ({ activityId: activity._id.toHexString() });
  const done = { completedPrecision: 'minute', resultId: null, resultComment: null, next: null } as const;

  it('plans an activity of the actor, whose stored form fits the contract', async () => {
    const planned = await context.plan(manager, { clientId: newId(), dealId: newId(), contactPersonIds: [newId()] });
    const stored = toActivity(await context.get(ActivityQueryService).get(manager, planned._id.toHexString()));
    expect(stored).toEqual(toActivity(planned));
    expect(getActivity.output.parse(stored)).toMatchObject({
      performerId: manager.employeeId,
      recordedById: manager.employeeId,
      departmentId: context.departmentId,
      version: 1,
    });
  });

  it('records what has happened at the moment that was said', async () => {
    const recorded = await context.record(manager, {
      completedAt: '1998-05-01T00:00:00Z',
      completedPrecision: 'month',
    });
    const happened = { status: 'completed', completedAt: '1998-05-01T00:00:00.000Z', completedPrecision: 'month' };
    expect(toActivity(await context.stored(recorded))).toMatchObject(happened);
  });

  it('refuses a value of another classifier', async () => {
    const purposeId = await context.value('purpose', 'training');
    await expect(context.plan(manager, { kindId: purposeId })).rejects.toThrow('classifier.value_unknown');
  });

  it('completes an activity and plans the next one of the same client and deal', async () => {
    const planned = await context.plan(manager, { clientId: newId(), dealId: newId() });
    const resultId = await context.value('result', 'agreed');
    const next = context.toPlan({ subject: 'Send the contract' });
    const input = { ...idOf(planned), completion: { ...done, resultId, content: 'They agreed', next } };
    const outcome = await service.complete(manager, input);

    const completed = toActivity(await context.stored(planned));
    const following = toActivity(await context.stored(outcome.next ?? planned));
    expect(completeActivity.output.parse({ completed, next: following })).toMatchObject({
      completed: { status: 'completed', resultId, content: 'They agreed', nextActivityId: following.id, version: 2 },
      next: { status: 'planned', subject: 'Send the contract', clientId: completed.clientId, dealId: completed.dealId },
    });
  });

  it('stores neither the outcome nor the next one when one of them is refused', async () => {
    const planned = await context.plan(manager, { clientId: newId() });
    const next = context.toPlan({ reminder: { localTime: '2020-01-01T09:00' } });
    const attempt = service.complete(manager, { ...idOf(planned), completion: { ...done, next } });
    await expect(attempt).rejects.toThrow('reminder.in_past');
    expect(await context.stored(planned)).toMatchObject({ status: 'planned', version: 1 });
    expect(await context.model('Activity').countDocuments({ clientId: planned.clientId })).toBe(1);
  });

  it('completes once of twenty at the same time', async () => {
    const planned = await context.plan(manager, { clientId: newId() });
    const completion = { ...done, next: context.toPlan() };
    const attempts = Array.from({ length: 20 }, () => service.complete(manager, { ...idOf(planned), completion }));
    const outcomes = await Promise.allSettled(attempts);
    const codes = outcomes.map(codeOfRefusal).toSorted();
    expect(codes).toEqual([...Array.from({ length: 19 }, () => 'activity.not_planned'), 'none']);
    expect(await context.model('Activity').countDocuments({ clientId: planned.clientId })).toBe(2);
  });

  it('leaves the performer when his head completes, who becomes the one who plans the next', async () => {
    const head = aHead({ departmentIds: [context.departmentId] });
    const planned = await context.plan(manager);
    const input = { ...idOf(planned), completion: { ...done, next: context.toPlan() } };
    const { completed, next } = await service.complete(head, input);
    expect(toActivity(completed)).toMatchObject({ performerId: manager.employeeId });
    const planners = { performerId: manager.employeeId, recordedById: head.employeeId };
    expect(toActivity(next ?? completed)).toMatchObject(planners);
  });

  it('refuses a change that was made on an older state, and says what the state is', async () => {
    const planned = await context.plan(manager);
    await service.change(manager, { ...idOf(planned), expectedVersion: 1, change: { subject: 'First' } });
    const late = service.change(manager, { ...idOf(planned), expectedVersion: 1, change: { subject: 'Second' } });
    await expect(late).rejects.toMatchObject({ code: 'version_conflict', details: { current: 2 } });
    expect(await context.stored(planned)).toMatchObject({ subject: 'First', version: 2 });
  });

  it.each([
    {
      step: 'change',
      take: (ref: Seen, index: number) => service.change(manager, { ...ref, change: { subject: `${index}` } }),
    },
    { step: 'complete', take: (ref: Seen) => service.complete(manager, { ...ref, completion: done }) },
    { step: 'cancel', take: (ref: Seen) => service.cancel(manager, { ...ref, comment: null }) },
  ])(
    'lets one of fifty win that $step the same version, and shows the others what has become of it',
    async ({ take }) => {
      const planned = await context.plan(manager);
      const rivalry = await fiftyRivals((index) => take({ ...idOf(planned), expectedVersion: 1 }, index));
      expect(rivalry).toEqual(oneWins(toActivity(await context.stored(planned))));
    },
  );

  it('cancels with a reason, and not twice', async () => {
    const planned = await context.plan(manager);
    await service.cancel(manager, { ...idOf(planned), comment: 'The client is ill' });
    const cancelled = { status: 'cancelled', resultComment: 'The client is ill' };
    expect(await context.stored(planned)).toMatchObject(cancelled);
    const again = service.cancel(manager, { ...idOf(planned), comment: null });
    await expect(again).rejects.toThrow('activity.not_planned');
  });

  describe('an activity of somebody else', () => {
    const strangers = [
      ['a colleague', aManager()],
      ['the head of another department', aHead()],
    ] as const;

    it.each(strangers)('is not found by %s', async (_who, stranger) => {
      const ref = idOf(await context.plan(manager));
      const attempts = [
        context.get(ActivityQueryService).get(stranger, ref.activityId),
        service.change(stranger, { ...ref, change: { subject: 'Mine' } }),
        service.complete(stranger, { ...ref, completion: done }),
        service.cancel(stranger, { ...ref, comment: null }),
      ];
      const outcomes = await Promise.allSettled(attempts);
      expect(outcomes.map(codeOfRefusal)).toEqual(Array.from({ length: 4 }, () => 'activity.not_found'));
    });

    it('is read, but not changed, by an auditor who sees everything', async () => {
      const auditor = anAdministrator({ role: 'auditor' });
      const ref = idOf(await context.plan(manager));
      await expect(context.get(ActivityQueryService).get(auditor, ref.activityId)).resolves.toBeDefined();
      await expect(service.cancel(auditor, { ...ref, comment: null })).rejects.toThrow('forbidden');
      await expect(context.plan(auditor)).rejects.toThrow('forbidden');
      await expect(context.record(auditor)).rejects.toThrow('forbidden');
    });
  });
});

function codeOfRefusal(outcome: PromiseSettledResult<unknown>): string {
  if (outcome.status === 'fulfilled') return 'none';
  return isDomainError(outcome.reason) ? outcome.reason.code : String(outcome.reason);
}
