import type { ClientGrant, ClientSharing } from '@crm/contracts';
import { handPlacesOver } from './places.ts';

type Sharing = Pick<ClientSharing, 'ownerId' | 'team' | 'grants'>;

const member = (employeeId: string, part: string) => ({ employeeId, part });
const shownTo = (id: string, kind: ClientGrant['kind'] = 'employee'): ClientGrant => ({ kind, id });
const client = (facts: Partial<Sharing>): Sharing => ({ ownerId: 'owner', team: [], grants: [], ...facts });

describe(handPlacesOver, () => {
  it.each<{ rule: string; before: Sharing; team: Sharing['team']; grants: Sharing['grants']; fates: string }>([
    {
      rule: 'a place goes to the successor, with its part, where it stood',
      before: client({ team: [member('leaver', 'Юрист'), member('kim', 'Инженер')] }),
      team: [member('successor', 'Юрист'), member('kim', 'Инженер')],
      grants: [],
      fates: 'moved none',
    },
    {
      rule: 'a place ends where the successor has one',
      before: client({ team: [member('successor', 'Инженер'), member('leaver', 'Юрист')] }),
      team: [member('successor', 'Инженер')],
      grants: [],
      fates: 'ended none',
    },
    {
      rule: 'a place and a grant end where the client is the successor’s',
      before: client({ ownerId: 'successor', team: [member('leaver', 'Юрист')], grants: [shownTo('leaver')] }),
      team: [],
      grants: [],
      fates: 'ended ended',
    },
    {
      rule: 'a grant goes to the successor, other grants stay',
      before: client({ grants: [shownTo('leaver'), shownTo('kim'), shownTo('leaver', 'department')] }),
      team: [],
      grants: [shownTo('successor'), shownTo('kim'), shownTo('leaver', 'department')],
      fates: 'none moved',
    },
    {
      rule: 'a grant ends where the successor has one',
      before: client({ grants: [shownTo('successor'), shownTo('leaver')] }),
      team: [],
      grants: [shownTo('successor')],
      fates: 'none ended',
    },
    {
      rule: 'a place and a grant of the same client go together',
      before: client({ team: [member('leaver', 'Юрист')], grants: [shownTo('leaver')] }),
      team: [member('successor', 'Юрист')],
      grants: [shownTo('successor')],
      fates: 'moved moved',
    },
  ])('$rule', ({ before, team, grants, fates }) => {
    const { after, place, grant } = handPlacesOver(before, { from: 'leaver', to: 'successor' });
    expect(after).toEqual({ team, grants });
    expect(`${place} ${grant}`).toBe(fates);
  });

  it('remembers what the leaver did', () => {
    const people = { from: 'leaver', to: 'successor' };
    expect(handPlacesOver(client({ team: [member('leaver', 'Юрист')] }), people).part).toBe('Юрист');
    expect(handPlacesOver(client({}), people).part).toBeNull();
  });
});
