import { dayOf, type DayKey } from '../../lib/zoned-time.ts';

export interface AgendaGroup<Item> {
  /** Null for what should have been done before now. */
  readonly day: DayKey | null;
  readonly items: readonly Item[];
}

/** Groups a plan, soonest first: what is overdue stands apart, the rest by the reader's days. */
export function agendaGroups<Item extends { readonly plannedAt: string | null }>(
  planned: readonly Item[],
  now: number,
  zone: string,
): readonly AgendaGroup<Item>[] {
  const groups = Map.groupBy(planned, ({ plannedAt }) =>
    plannedAt === null || Date.parse(plannedAt) < now ? null : dayOf(plannedAt, zone),
  );
  return [...groups].map(([day, items]) => ({ day, items }));
}
