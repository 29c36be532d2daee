import type { SystemBacklogs } from '@crm/contracts';

type ListName =
  | 'system.accessNotices'
  | 'system.accountLetters'
  | 'system.events'
  | 'system.reminders'
  | 'system.letters'
  | 'system.handOvers'
  | 'system.imports'
  | 'system.outbox';

/** Lists that have a name for people; others are called as operators call them. */
export const listNames: ReadonlyMap<string, ListName> = new Map<string, ListName>([
  ['events', 'system.events'],
  ['outbox', 'system.outbox'],
  ['reminders', 'system.reminders'],
  ['letters', 'system.letters'],
  ['access-notices', 'system.accessNotices'],
  ['account-letters', 'system.accountLetters'],
  ['hand-overs', 'system.handOvers'],
  ['imports', 'system.imports'],
]);

interface Wait {
  readonly list: string;
  readonly minutes: number;
}

/** The lists that stand still, the longest wait first, each once: several programs may have one of the same name. */
export function longestWaits(backlogs: SystemBacklogs['data']): readonly Wait[] {
  const longest = new Map<string, number>();
  for (const { list, late, oldestAgeSeconds } of backlogs) {
    const age = oldestAgeSeconds ?? 0;
    if (late && age >= (longest.get(list) ?? 0)) longest.set(list, age);
  }
  return Array.from(longest, ([list, seconds]) => ({ list, minutes: Math.max(1, Math.floor(seconds / 60)) })).toSorted(
    (a, b) => b.minutes - a.minutes,
  );
}
