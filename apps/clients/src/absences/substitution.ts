import type { Substitute } from '@crm/contracts';
import type { Period } from './absence.ts';

/** An absence, as far as substitution asks. */
export interface Substituted extends Period {
  readonly employeeId: string;
  readonly substitutes: readonly Substitute[];
}

/** For whom somebody acts. */
export interface StandIn extends Period {
  readonly employeeId: string;
  /** The sectors whose clients he looks after; null for everything. */
  readonly sectorIds: readonly string[] | null;
  /** Absent substitutes between the two, the nearest to the absent first. */
  readonly through: readonly string[];
  /** Only where a chain begins: everybody acts for himself. */
  readonly isHimself?: true;
}

/** More would be a chain that nobody oversees any more. */
export const MAX_CHAIN = 5;

/** What both look after: `null` is everything. */
function common(one: readonly string[] | null, other: readonly string[] | null): readonly string[] | null {
  if (one === null) return other;
  return other === null ? one : one.filter((sectorId) => other.includes(sectorId));
}

/**
 * For whom somebody acts because of these absences, when he already acts for one of their substitutes (or is one). Nobody
 * acts for himself, for the same one twice, nor for nothing.
 *
 * @param so whom he acts for so far, beginning with himself.
 */
export function nextStandIns(so: readonly StandIn[], absences: readonly Substituted[]): StandIn[] {
  const known = new Set(so.map(({ employeeId }) => employeeId));
  const found = new Map<string, StandIn>();
  for (const absence of absences) {
    for (const standIn of so.flatMap((one) => standInFor(absence, one))) {
      if (!known.has(standIn.employeeId) && !found.has(standIn.employeeId)) found.set(standIn.employeeId, standIn);
    }
  }
  return [...found.values()];
}

function standInFor(absence: Substituted, as: StandIn): StandIn[] {
  const named = absence.substitutes.find(({ employeeId }) => employeeId === as.employeeId);
  if (!named) return [];
  const sectorIds = common(named.sectorIds, as.sectorIds);
  const from = absence.from > as.from ? absence.from : as.from;
  const to = absence.to < as.to ? absence.to : as.to;
  if (from >= to || sectorIds?.length === 0) return [];
  const through = as.isHimself ? [] : [as.employeeId, ...as.through];
  return [{ employeeId: absence.employeeId, sectorIds, from, to, through }];
}

/** He acts for himself, always and in everything: where every chain begins. */
export const himself = (employeeId: string): StandIn => ({
  employeeId,
  sectorIds: null,
  from: new Date(0),
  to: new Date(8.64e15),
  through: [],
  isHimself: true,
});

/**
 * Whether somebody who is absent himself can be named as a substitute: his own substitutes for everything take over, and
 * theirs, as long as one of them is there.
 *
 * @param absenceOf the absence of an employee within the period in question, if there is one.
 */
export function coverOf(
  substituteId: string,
  absenteeId: string,
  absenceOf: ReadonlyMap<string, Substituted>,
): 'covered' | 'absent' | 'circle' {
  const seen = new Set<string>([absenteeId]);
  const ask = (employeeId: string): 'covered' | 'absent' | 'circle' => {
    if (seen.has(employeeId)) return 'circle';
    seen.add(employeeId);
    const absence = absenceOf.get(employeeId);
    if (!absence) return 'covered';
    const answers = absence.substitutes.filter(({ sectorIds }) => sectorIds === null).map((one) => ask(one.employeeId));
    if (answers.includes('covered')) return 'covered';
    return answers.includes('circle') ? 'circle' : 'absent';
  };
  return ask(substituteId);
}
