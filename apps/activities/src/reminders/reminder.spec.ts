import {
  recipientOf,
  remindedInstead,
  reminderAt,
  reminderOfMoment,
  type ReminderState,
  type ReminderStatus,
  reminderStep,
} from './reminder.ts';

const longAgo = new Date('2020-01-01T00:00:00Z');
const hour = 3_600_000;

describe(reminderAt, () => {
  it.each([
    ['an hour in Moscow', 'Europe/Moscow 2026-11-24T09:00', '2026-11-24T06:00:00.000Z'],
    ['an hour in Moscow, where clocks do not change', 'Europe/Moscow 2026-07-24T09:00', '2026-07-24T06:00:00.000Z'],
    ['an hour in Berlin in winter', 'Europe/Berlin 2026-11-24T09:00', '2026-11-24T08:00:00.000Z'],
    ['an hour in Berlin in summer', 'Europe/Berlin 2026-07-24T09:00', '2026-07-24T07:00:00.000Z'],
    ['the minute before clocks go forward', 'Europe/Berlin 2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    ['an hour that does not exist, as 03:30', 'Europe/Berlin 2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['the minute after clocks went forward', 'Europe/Berlin 2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    ['an hour that comes twice, the first time', 'Europe/Berlin 2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['the hour after the doubled one', 'Europe/Berlin 2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
    ['seconds', 'Asia/Yekaterinburg 2026-11-24T09:00:30', '2026-11-24T04:00:30.000Z'],
  ])('takes %s: %s', (_what, said, moment) => {
    const [timeZone = '', localTime = ''] = said.split(' ');
    const time = reminderAt({ localTime, timeZone }, 'UTC', longAgo);
    expect(time).toEqual({ dueAt: new Date(moment), timeZone, localTime });
  });

  it("reads the hour in the actor's own zone when none is named", () => {
    const time = reminderAt({ localTime: '2026-11-24T09:00' }, 'Asia/Vladivostok', longAgo);
    expect(time).toMatchObject({ dueAt: new Date('2026-11-23T23:00:00Z'), timeZone: 'Asia/Vladivostok' });
  });

  it.each([
    ['a millisecond ago', '2026-11-24T09:00:00', '2026-11-24T06:00:00.001Z'],
    ['now', '2026-11-24T09:00:00', '2026-11-24T06:00:00.000Z'],
  ])('refuses a moment that was %s', (_when, localTime, now) => {
    expect(() => reminderAt({ localTime }, 'Europe/Moscow', new Date(now))).toThrow('reminder.in_past');
  });
});

describe(reminderOfMoment, () => {
  it('shows the moment on the wall clock of the zone', () => {
    const dueAt = new Date('2026-07-24T07:00:00Z');
    expect(reminderOfMoment(dueAt, 'Europe/Berlin')).toEqual({
      dueAt,
      timeZone: 'Europe/Berlin',
      localTime: '2026-07-24T09:00:00',
    });
  });
});

describe(reminderStep, () => {
  const now = new Date('2026-10-20T12:00:00Z');
  const dueAt = new Date('2026-10-23T07:00:00Z');
  const reminder = (status: ReminderStatus): ReminderState => ({ dueAt, timeZone: 'Europe/Berlin', status });
  const change = { said: undefined, ownZone: 'Europe/Moscow', movedByMs: 0 };

  it.each([
    ['an activity that does not move', reminder('scheduled'), change],
    ['an activity without a reminder', null, { ...change, movedByMs: hour }],
    ['a cancelled reminder of a moved activity', reminder('cancelled'), { ...change, movedByMs: hour }],
    ['a fired reminder that would lie in the past', reminder('fired'), { ...change, movedByMs: -200 * hour }],
  ])('keeps %s as it is', (_what, current, said) => {
    expect(reminderStep(current, said, now)).toEqual({ kind: 'keep' });
  });

  it.each(['scheduled', 'fired'] as const)('moves a %s reminder by as much as its activity', (status) => {
    const step = reminderStep(reminder(status), { ...change, movedByMs: 96 * hour }, now);
    expect(step).toEqual({
      kind: 'schedule',
      time: {
        dueAt: new Date('2026-10-27T07:00:00Z'),
        timeZone: 'Europe/Berlin',
        localTime: '2026-10-27T08:00:00',
      },
    });
  });

  it('refuses to move a reminder into the past', () => {
    const backwards = { ...change, movedByMs: -100 * hour };
    expect(() => reminderStep(reminder('scheduled'), backwards, now)).toThrow('reminder.in_past');
  });

  it('cancels when none is wanted', () => {
    expect(reminderStep(reminder('scheduled'), { ...change, said: null }, now)).toEqual({ kind: 'cancel' });
  });

  it('takes the given time rather than the shift', () => {
    const said = { localTime: '2026-10-30T10:00' };
    const step = reminderStep(reminder('scheduled'), { said, ownZone: 'Europe/Moscow', movedByMs: hour }, now);
    expect(step).toMatchObject({ kind: 'schedule', time: { dueAt: new Date('2026-10-30T07:00:00Z') } });
  });
});

describe('a reminder in the place of a colleague', () => {
  const [since, until] = [new Date('2026-11-23T09:00:00Z'), new Date('2026-11-30T09:00:00Z')];
  const al = { employeeId: 'al', name: 'Al', from: since.toISOString(), until: until.toISOString(), sectorIds: null };
  const bo = { employeeId: 'bo', standsInFor: [al] };

  it('is set for whoever acts in his place, until the end of that', () => {
    const substitute = { employeeId: 'bo', since, until };
    expect(remindedInstead(bo, { substituteId: 'bo', absentId: 'al' })).toEqual(substitute);
    expect(remindedInstead(bo, null)).toBeNull();
  });

  it.each([
    { when: 'while he stands in', at: new Date(until.getTime() - 1), recipient: 'bo' },
    { when: 'at the end', at: until, recipient: 'al' },
  ])('reaches $recipient $when', ({ at, recipient }) => {
    expect(recipientOf('al', { employeeId: 'bo', since, until }, at)).toBe(recipient);
  });

  it('reaches the performer where nobody is in his place', () => {
    expect(recipientOf('al', null, since)).toBe('al');
  });
});
