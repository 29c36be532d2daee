import type { ClientSharing } from '@crm/contracts';
import type { Shared } from '../clients/client.repository.ts';

/** A place in a client's team, or that he was shown to somebody: where it went. */
export type Fate = 'none' | 'moved' | 'ended';

export interface HandedPlaces {
  readonly after: Shared;
  /** What the leaver did in the team; null when he was not in it. */
  readonly part: string | null;
  readonly place: Fate;
  readonly grant: Fate;
}

/**
 * A client's team and grants after the leaver's places went to his successor. Nobody has two: where the successor has one
 * already, or the client is his own, the leaver's ends.
 */
export function handPlacesOver(
  { ownerId, team, grants }: Pick<ClientSharing, 'ownerId' | 'team' | 'grants'>,
  { from, to }: { readonly from: string; readonly to: string },
): HandedPlaces {
  const owns = ownerId === to;
  const member = team.find(({ employeeId }) => employeeId === from);
  const isGrantOf = (id: string) => (grant: ClientSharing['grants'][number]) =>
    grant.kind === 'employee' && grant.id === id;
  const granted = grants.some(isGrantOf(from));
  const endsPlace = owns || team.some(({ employeeId }) => employeeId === to);
  const endsGrant = owns || grants.some(isGrantOf(to));
  return {
    after: {
      team: team.flatMap((one) => (one.employeeId !== from ? one : endsPlace ? [] : { ...one, employeeId: to })),
      grants: grants.flatMap((one) => (!isGrantOf(from)(one) ? one : endsGrant ? [] : { ...one, id: to })),
    },
    part: member?.part ?? null,
    place: fateOf(member !== undefined, endsPlace),
    grant: fateOf(granted, endsGrant),
  };
}

const fateOf = (isThere: boolean, ends: boolean): Fate => (isThere ? (ends ? 'ended' : 'moved') : 'none');
