import { agendaGroups } from './agenda-groups.ts';

const at = (plannedAt: string) => ({ plannedAt });

describe(agendaGroups, () => {
  it('sets apart what is overdue, and keeps the days of the reader', () => {
    const plan = [
      at('2026-11-20T08:00:00Z'),
      at('2026-11-24T05:00:00Z'),
      at('2026-11-24T19:30:00Z'),
      at('2026-11-24T21:30:00Z'),
    ];
    expect(agendaGroups(plan, Date.parse('2026-11-24T06:00:00Z'), 'Europe/Moscow')).toEqual([
      { day: null, items: plan.slice(0, 2) },
      { day: '2026-11-24', items: [plan[2]] },
      { day: '2026-11-25', items: [plan[3]] },
    ]);
  });
});
