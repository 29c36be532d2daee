import { rightsInTheBeginning } from '@crm/access';
import { ApiKeyGrant } from '@crm/contracts';
import { rightsOfKey } from './key-rights.ts';

const nothing = { read: 'none', change: 'none' };
const noStaff = { change: 'none', handOver: 'none', explain: 'none' };
const rightsOf = (role: 'administrator' | 'auditor' | 'manager') => {
  const { permissions, scopes } = rightsInTheBeginning[role];
  return { permissions: [...permissions], scopes };
};

describe(rightsOfKey, () => {
  it('leaves what was granted, as far as its owner has it', () => {
    const owner = rightsOf('manager');
    expect(rightsOfKey(owner, ['client:read'])).toEqual({
      permissions: [],
      scopes: {
        client: { read: owner.scopes.client.read, change: 'none' },
        ...{ deal: nothing, activity: nothing, commitment: nothing, staff: noStaff },
      },
    });
    expect(rightsOfKey(owner, ['deal:read', 'deal:change'])).toMatchObject({
      permissions: ['write'],
      scopes: { client: nothing, deal: owner.scopes.deal },
    });
  });

  it('gives nothing that its owner has not', () => {
    const auditor = rightsOf('auditor');
    expect(rightsOfKey(auditor, ApiKeyGrant.options)).toMatchObject({
      permissions: [],
      scopes: { client: auditor.scopes.client, staff: noStaff },
    });
  });

  it('never lets a program administer or hand over, whatever its owner may', () => {
    const { permissions, scopes } = rightsOfKey(rightsOf('administrator'), ApiKeyGrant.options);
    expect(permissions.toSorted()).toEqual(['load', 'write']);
    expect(scopes.staff).toEqual(noStaff);
  });
});
