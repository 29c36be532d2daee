import type { ActivityRow } from '@crm/contracts';
import { isDomainError } from '@crm/kernel';
import { z } from 'zod';
import { LoadedRow, type RowValues } from './activity-row.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const id = (digit: number): string => String(digit).repeat(24);
const values: RowValues = { kindId: id(4), purposeId: null, resultId: id(8) };

const row = (over: Partial<ActivityRow> = {}): ActivityRow => ({
  externalId: 'activity-1',
  type: 'interaction',
  status: 'planned',
  subject: 'Ask about the contract',
  content: null,
  kindCode: 'call',
  purposeCode: null,
  resultCode: null,
  clientId: id(5),
  contactPersonIds: [],
  dealId: null,
  performerId: id(1),
  departmentId: id(2),
  plannedAt: '2026-11-24T09:00:00Z',
  completedAt: null,
  completedPrecision: 'minute',
  durationMinutes: null,
  reminder: null,
  ...over,
});
const loaded = (over: Partial<ActivityRow> = {}, found = values) => new LoadedRow(row(over), found, 7);

describe(LoadedRow, () => {
  it('plans what is planned, written down by the performer', () => {
    expect(loaded().activity(now)).toMatchObject({
      status: 'planned',
      at: new Date('2026-11-24T09:00:00Z'),
      kindId: id(4),
      performerId: id(1),
      recordedById: id(1),
      resultId: null,
    });
  });

  it('keeps the planned moment of what is completed', () => {
    const completed = { status: 'completed', completedAt: '2001-01-01T00:00:00Z', completedPrecision: 'year' } as const;
    expect(loaded(completed).activity(now)).toMatchObject({
      status: 'completed',
      at: new Date('2001-01-01T00:00:00Z'),
      completedPrecision: 'year',
      plannedAt: new Date('2026-11-24T09:00:00Z'),
      resultId: id(8),
    });
  });

  it('leaves what is cancelled at its planned moment', () => {
    const cancelled = loaded({ status: 'cancelled' }).activity(now);
    expect(cancelled).toMatchObject({ status: 'cancelled', at: new Date('2026-11-24T09:00:00Z') });
  });

  it.each<[string, Partial<ActivityRow>, string]>([
    ['planned without its moment', { plannedAt: null }, 'plannedAt'],
    ['cancelled without its moment', { status: 'cancelled', plannedAt: null }, 'plannedAt'],
    ['completed without its moment', { status: 'completed' }, 'completedAt'],
  ])('refuses a row that is %s', (_what, over, field) => {
    expect(problemOf(() => loaded(over).activity(now))).toEqual(['rows', 7, field]);
  });

  it('refuses an interaction without a kind, but not a task', () => {
    const noKind = { ...values, kindId: null };
    expect(problemOf(() => loaded({}, noKind).activity(now))).toEqual(['rows', 7, 'kindCode']);
    expect(loaded({ type: 'task' }, noKind).activity(now)).toMatchObject({ type: 'task', kindId: null });
  });

  const reminder = (dueAt: string) => ({ dueAt, timeZone: 'Europe/Moscow' });

  it.each<[string, Partial<ActivityRow>, string | null]>([
    ['ahead', { reminder: reminder('2026-11-24T08:00:00Z') }, '2026-11-24T11:00:00'],
    ['of the past', { reminder: reminder('2026-11-22T08:00:00Z') }, null],
    ['of a cancelled activity', { status: 'cancelled', reminder: reminder('2026-11-24T08:00:00Z') }, null],
    ['that is not there', {}, null],
  ])('schedules only a reminder that lies ahead: %s', (_which, over, localTime) => {
    expect(loaded(over).reminder(now)?.localTime ?? null).toBe(localTime);
  });
});

/** Where the refusal of invalid data points. */
function problemOf(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'invalid') throw error;
    const { issues } = z.object({ issues: z.tuple([z.object({ path: z.array(z.unknown()) })]) }).parse(error.details);
    return issues[0].path;
  }
}
