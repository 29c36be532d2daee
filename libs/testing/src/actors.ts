import type { Actor } from '@crm/contracts';
import { newId } from '@crm/persistence';

/** A manager who reaches his own records; the test names only what matters to it. */
export const aManager = (given: Partial<Actor> = {}): Actor =>
  anActor({ role: 'manager', scope: { kind: 'own' }, ...given });

/** The head of one department, of which he reaches everything. */
export const aHead = (given: Partial<Actor> = {}): Actor =>
  anActor({ role: 'head', scope: { kind: 'departments', departmentIds: [newId()] }, ...given });

/** An administrator, who reaches everything. */
export const anAdministrator = (given: Partial<Actor> = {}): Actor =>
  anActor({ role: 'administrator', scope: { kind: 'all' }, ...given });

function anActor(given: Pick<Actor, 'role' | 'scope'> & Partial<Actor>): Actor {
  return { accountId: newId(), employeeId: newId(), timeZone: 'Europe/Moscow', ...given };
}
