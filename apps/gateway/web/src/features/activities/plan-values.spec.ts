import { PlannedActivity } from '@crm/contracts';
import { dropBlank } from '../../lib/drop-blank.ts';
import { NO_REMINDER, TASK, toPlan } from './plan-values.ts';

const context = { zone: 'Europe/Moscow', subjectOf: () => 'Call' };
const kindId = '0'.repeat(24);
const plannedAt = '2026-11-24T07:00:00.000Z';

const plan = (values: Record<string, unknown>) => PlannedActivity.parse(dropBlank(toPlan(values, context)));

describe(toPlan, () => {
  it("sets the reminder on the employee's clock", () => {
    expect(plan({ kindId, plannedAt, remindBefore: '15' })).toMatchObject({
      type: 'interaction',
      subject: 'Call',
      reminder: { localTime: '2026-11-24T09:45', timeZone: 'Europe/Moscow' },
    });
  });

  it('plans a task without a kind, and without a reminder when none is wanted', () => {
    expect(plan({ kindId: TASK, plannedAt, subject: 'Prepare the offer', remindBefore: NO_REMINDER })).toMatchObject({
      type: 'task',
      kindId: null,
      subject: 'Prepare the offer',
      reminder: null,
    });
  });
});
