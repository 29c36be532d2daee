import type { WorkingStretch } from '@crm/contracts';
import { nextStretch, weekOf } from './working-week.ts';

const on = (weekday: number, ...stretches: string[]): WorkingStretch[] =>
  stretches.map((stretch) => ({ weekday, from: stretch.slice(0, 5), to: stretch.slice(6) }));
const days = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

describe(weekOf, () => {
  it.each<{ what: string; hours: WorkingStretch[]; lines: string[] }>([
    { what: 'nothing', hours: [], lines: [] },
    {
      what: 'days in a row with the same hours in one line',
      hours: [1, 2, 3].flatMap((day) => on(day, '09:00-13:00', '14:00-18:00')),
      lines: ['Mon – Wed: 09:00–13:00, 14:00–18:00'],
    },
    {
      what: 'other hours and days that are not in a row by themselves',
      hours: [...on(5, '09:00-16:00'), ...on(1, '09:00-18:00'), ...on(3, '09:00-18:00')],
      lines: ['Mon: 09:00–18:00', 'Wed: 09:00–18:00', 'Fri: 09:00–16:00'],
    },
  ])('says $what', ({ hours, lines }) => {
    expect(weekOf(hours, (weekday) => days[weekday] ?? '')).toEqual(lines);
  });
});

describe(nextStretch, () => {
  it('is the usual day, and what comes after the last stretch of a day that has one', () => {
    expect(nextStretch([], 2)).toEqual({ weekday: 2, from: '09:00', to: '18:00' });
    expect(nextStretch([...on(2, '14:00-18:00', '09:00-13:00'), ...on(3, '20:00-21:00')], 2)).toEqual({
      weekday: 2,
      from: '18:00',
      to: '',
    });
  });
});
