import type { ClientGrant, SharingStep } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import type { Shared } from '../clients/client.repository.ts';

/** So many of each are enough for people; lists of readers that are longer are a department. */
const MOST = 50;

/**
 * The team and grants after a step. Who joins again plays another part; what is as it should be stays the same object.
 *
 * @throws DomainError `invalid` when there would be more than fifty of a kind.
 */
export function afterStep(shared: Shared, step: SharingStep): Shared {
  switch (step.step) {
    case 'join': {
      const { employeeId, part } = step;
      const known = shared.team.find((member) => member.employeeId === employeeId);
      if (known?.part === part) return shared;
      const others = shared.team.filter((member) => member.employeeId !== employeeId);
      return { ...shared, team: notTooMany([...others, { employeeId, part }], 'employeeId') };
    }
    case 'leave':
      return without(shared, 'team', (member) => member.employeeId === step.employeeId);
    case 'grant': {
      const { kind, id } = step;
      if (shared.grants.some((grant) => isSame(grant, step))) return shared;
      return { ...shared, grants: notTooMany([...shared.grants, { kind, id }], 'id') };
    }
    case 'withdraw':
      return without(shared, 'grants', (grant) => isSame(grant, step));
  }
}

const isSame = (one: ClientGrant, other: ClientGrant): boolean => one.kind === other.kind && one.id === other.id;

function without<Kind extends keyof Shared>(
  shared: Shared,
  kind: Kind,
  is: (entry: Shared[Kind][number]) => boolean,
): Shared {
  const left = shared[kind].filter((entry) => !is(entry));
  return left.length === shared[kind].length ? shared : { ...shared, [kind]: left };
}

function notTooMany<Entry>(entries: readonly Entry[], field: string): readonly Entry[] {
  if (entries.length <= MOST) return entries;
  throw new DomainError('invalid', { issues: [{ path: [field], message: `a client has at most ${MOST} of them` }] });
}
