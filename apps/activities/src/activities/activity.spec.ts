import type { Completion, PlannedActivity, RecordedActivity } from '@crm/contracts';
import {
  type ActivityState,
  cancel,
  change,
  complete,
  nextOf,
  type People,
  plan,
  postponement,
  record,
} from './activity.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const id = (digit: number): string => String(digit).repeat(24);
const people: People = { performerId: id(1), departmentId: id(2), recordedById: id(3) };

const facts = {
  type: 'interaction',
  subject: 'Ask about the contract',
  content: null,
  kindId: id(4),
  purposeId: null,
  clientId: id(5),
  contactPersonIds: [id(6)],
  dealId: id(7),
  durationMinutes: 30,
  private: false,
} as const;
const toPlan: PlannedActivity = {
  ...facts,
  contactPersonIds: [id(6)],
  plannedAt: '2026-11-24T09:00:00Z',
  reminder: null,
};
const outcome = { completedPrecision: 'minute', resultId: id(8), resultComment: 'Signed' } as const;
const completion: Completion = { ...outcome, next: null };
const state = (over: Partial<ActivityState> = {}): ActivityState => ({
  type: 'interaction',
  status: 'planned',
  clientId: id(5),
  dealId: id(7),
  plannedAt: new Date('2026-11-24T09:00:00Z'),
  ...over,
});

describe(plan, () => {
  it('orders a planned activity by its planned moment', () => {
    const { reminder: _none, ...planned } = toPlan;
    expect(plan(planned, people)).toEqual({
      ...facts,
      ...people,
      status: 'planned',
      plannedAt: new Date('2026-11-24T09:00:00Z'),
      at: new Date('2026-11-24T09:00:00Z'),
      completedAt: null,
      completedPrecision: 'minute',
      resultId: null,
      resultComment: null,
      nextActivityId: null,
      reminder: null,
    });
  });
});

describe(record, () => {
  const recorded = (completedAt?: string): RecordedActivity => ({
    ...facts,
    ...outcome,
    contactPersonIds: [id(6)],
    ...(completedAt && { completedAt }),
  });

  it.each([
    ['now when no moment is given', undefined, '2026-11-23T10:00:00.000Z'],
    ['at the given moment, however long ago', '1998-05-01T00:00:00Z', '1998-05-01T00:00:00.000Z'],
    ['now when the caller’s clock is 5 seconds ahead', '2026-11-23T10:00:05Z', '2026-11-23T10:00:00.000Z'],
  ])('takes it to have happened %s', (_when, completedAt, moment) => {
    const happened = new Date(moment);
    expect(record(recorded(completedAt), people, now)).toMatchObject({
      ...outcome,
      status: 'completed',
      completedAt: happened,
      at: happened,
      plannedAt: null,
    });
  });

  it('refuses what has not happened yet', () => {
    const tooLate = recorded('2026-11-23T10:00:05.001Z');
    expect(() => record(tooLate, people, now)).toThrow('activity.not_yet_happened');
  });
});

describe(complete, () => {
  it('keeps the planned moment and the performer', () => {
    const patch = complete(state(), { ...completion, completedAt: '2026-11-23T09:00:00Z' }, now);
    const happened = new Date('2026-11-23T09:00:00Z');
    expect(patch).toEqual({ ...outcome, status: 'completed', completedAt: happened, at: happened, content: undefined });
  });

  it('writes the content when there is one', () => {
    expect(complete(state(), { ...completion, content: 'They agreed' }, now)).toMatchObject({ content: 'They agreed' });
  });

  it('refuses an outcome in the future', () => {
    const future = { ...completion, completedAt: '2026-11-24T09:00:00Z' };
    expect(() => complete(state(), future, now)).toThrow('activity.not_yet_happened');
  });
});

describe(nextOf, () => {
  it.each([
    ['client and deal of the completed one', {}, { clientId: id(5), dealId: id(7) }],
    ['a deal of its own', { dealId: id(9) }, { clientId: id(5), dealId: id(9) }],
    ['another client, without the deal of the first', { clientId: id(9) }, { clientId: id(9), dealId: null }],
    ['the same client named again, with the deal', { clientId: id(5) }, { clientId: id(5), dealId: id(7) }],
  ])('takes %s', (_what, given, expected) => {
    const next = { ...toPlan, clientId: null, dealId: null, ...given };
    expect(nextOf(state(), next)).toEqual({ ...next, ...expected });
  });
});

describe(change, () => {
  it('touches only what is named', () => {
    expect(change(state(), { subject: 'Another', dealId: null })).toEqual({ subject: 'Another', dealId: null });
  });

  it('moves the activity in its order too', () => {
    const moment = new Date('2026-12-01T09:00:00Z');
    expect(change(state(), { plannedAt: '2026-12-01T09:00:00Z' })).toEqual({ plannedAt: moment, at: moment });
  });

  it('leaves an interaction its kind', () => {
    expect(() => change(state(), { kindId: null })).toThrow('invalid');
    expect(change(state({ type: 'task' }), { kindId: null })).toEqual({ kindId: null });
  });
});

describe(postponement, () => {
  it.each([
    [{}, 0],
    [{ plannedAt: '2026-11-24T09:00:00Z' }, 0],
    [{ plannedAt: '2026-11-24T10:30:00Z' }, 90 * 60_000],
    [{ plannedAt: '2026-11-24T08:59:00Z' }, -60_000],
  ])('of %j is %d ms', (wanted, ms) => {
    expect(postponement(state(), wanted)).toBe(ms);
  });
});

describe(cancel, () => {
  it('keeps the reason', () => {
    expect(cancel(state(), 'The client is ill')).toEqual({ status: 'cancelled', resultComment: 'The client is ill' });
  });
});

describe.each(['completed', 'cancelled'] as const)('a %s activity', (status) => {
  it.each([
    ['completed', () => complete(state({ status }), completion, now)],
    ['changed', () => change(state({ status }), { subject: 'Another' })],
    ['cancelled', () => cancel(state({ status }), null)],
  ])('is not %s any more', (_what, attempt) => {
    expect(attempt).toThrow('activity.not_planned');
  });
});
