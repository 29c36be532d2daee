import type { Affiliation } from '@crm/contracts';
import { DomainError } from '@crm/kernel';

/** @throws DomainError `contact_person.affiliation_repeated` when one client is named twice. */
export function assertNoClientRepeated(affiliations: readonly Pick<Affiliation, 'clientId'>[]): void {
  const seen = new Set<string>();
  for (const { clientId } of affiliations) {
    if (seen.has(clientId)) throw new DomainError('contact_person.affiliation_repeated', { clientId });
    seen.add(clientId);
  }
}

/** Whether a contact person still belongs to the client on that day; the last day counts. */
export const isCurrent = ({ to }: Pick<Affiliation, 'to'>, today: string): boolean => to === null || to >= today;

/**
 * The clients through which a contact person is seen: those that he belongs to now. One who has left them all is seen
 * through the former ones, else nobody could ever find him again.
 */
export function clientsThatShow(affiliations: readonly Affiliation[], today: string): string[] {
  const current = affiliations.filter((affiliation) => isCurrent(affiliation, today));
  return (current.length > 0 ? current : affiliations).map(({ clientId }) => clientId);
}

/**
 * Someone who sees only a part of the person's clients changes only that part: the other affiliations must come back as
 * they were.
 *
 * @throws DomainError `client.not_found` for the first client that he adds, changes or drops without seeing it.
 */
export function assertHiddenUntouched(
  before: readonly Affiliation[],
  after: readonly Affiliation[],
  visibleClientIds: ReadonlySet<string>,
): void {
  for (const clientId of touchedClientIds(before, after)) {
    if (!visibleClientIds.has(clientId)) throw new DomainError('client.not_found', { clientId });
  }
}

/** The clients whose affiliation was added, changed or dropped. */
function touchedClientIds(before: readonly Affiliation[], after: readonly Affiliation[]): string[] {
  const written = (affiliations: readonly Affiliation[]): Map<string, string> =>
    new Map(affiliations.map((affiliation) => [affiliation.clientId, fingerprint(affiliation)]));
  const [old, fresh] = [written(before), written(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((id) => old.get(id) !== fresh.get(id));
}

const fingerprint = ({ position, isPrimary, from, to }: Affiliation): string =>
  JSON.stringify([position, isPrimary, from, to]);

/** The clients at which the person is the one to ask for first. */
export const primaryClientIds = (affiliations: readonly Affiliation[]): string[] =>
  affiliations.filter(({ isPrimary }) => isPrimary).map(({ clientId }) => clientId);

/**
 * A contact person is written by whoever may change one of his clients; his affiliations, by whoever may change those clients.
 *
 * @param before empty for a new one.
 * @throws DomainError `forbidden`
 */
export function assertMayWrite(
  before: readonly Affiliation[],
  after: readonly Affiliation[],
  changeableIds: ReadonlySet<string>,
): void {
  const isAllowed = touchedClientIds(before, after).every((id) => changeableIds.has(id));
  const mayChangeOne = before.length === 0 || before.some(({ clientId }) => changeableIds.has(clientId));
  if (!isAllowed || !mayChangeOne) throw new DomainError('forbidden');
}
