import { rightsInTheBeginning } from '@crm/access';
import type { Actor, Role, StandIn } from '@crm/contracts';
import { newId } from '@crm/persistence';

/** Somebody in this role, with the rights that it has in the beginning; the test names only what matters to it. */
export function anActor(role: Role, given: Partial<Actor> = {}): Actor {
  const { permissions, scopes } = rightsInTheBeginning[role];
  return {
    ...{ accountId: newId(), employeeId: newId(), departmentId: newId(), timeZone: 'Europe/Moscow', role },
    ...{ permissions: [...permissions], scopes, departmentIds: [], standsInFor: [] },
    ...given,
  };
}

/** A manager who reaches his own records. */
export const aManager = (given: Partial<Actor> = {}): Actor => anActor(given.role ?? 'manager', given);

/** A colleague in whose place somebody acts: for long unless the test says otherwise, and in everything. */
export const aStandIn = (employeeId: string, given: Partial<StandIn> = {}): StandIn => ({
  ...{ employeeId, name: 'Al', from: '2020-01-01T00:00:00.000Z', until: '2999-01-01T00:00:00.000Z', sectorIds: null },
  ...given,
});

/** The head of some departments, in the first of which he works himself. */
export function aHead({ departmentIds = [newId()], ...given }: Partial<Actor> = {}): Actor {
  return anActor(given.role ?? 'head', { departmentIds, departmentId: departmentIds[0] ?? newId(), ...given });
}

/** An administrator, who reaches everything. */
export const anAdministrator = (given: Partial<Actor> = {}): Actor => anActor(given.role ?? 'administrator', given);
