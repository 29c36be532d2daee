import type { Actor, ApiKeyGrant } from '@crm/contracts';

type Rights = Pick<Actor, 'permissions' | 'scopes'>;

const kinds = ['client', 'deal', 'activity', 'commitment'] as const;

/**
 * What is left of the owner's rights for a program that acts by his key: never more than he has at this moment, and nothing
 * that concerns colleagues or the system.
 */
export function rightsOfKey({ permissions, scopes }: Rights, grants: readonly ApiKeyGrant[]): Rights {
  const granted = new Set<string>(grants);
  const changes = kinds.some((kind) => granted.has(`${kind}:change`));
  const limited = (kind: (typeof kinds)[number]) => ({
    read: granted.has(`${kind}:read`) ? scopes[kind].read : 'none',
    change: granted.has(`${kind}:change`) ? scopes[kind].change : 'none',
  });
  return {
    permissions: permissions.filter((one) => (one === 'write' && changes) || (one === 'load' && granted.has('load'))),
    scopes: {
      client: limited('client'),
      deal: limited('deal'),
      activity: limited('activity'),
      commitment: limited('commitment'),
      staff: { change: 'none', handOver: 'none', explain: 'none' },
    },
  };
}
