import type { ActivityListItem } from '@crm/contracts';
import { dayOf, type DayKey } from '../../lib/zoned-time.ts';

type Past = Pick<ActivityListItem, 'completedAt' | 'completedPrecision'>;

/** A heading of the history: a day, or the month or year as far as the date is known. */
export interface HistoryGroup<Item> {
  readonly key: string;
  readonly precision: 'day' | 'month' | 'year';
  readonly day: DayKey;
  readonly items: readonly Item[];
}

const lengths = { day: 10, month: 7, year: 4 };

/** Groups the history, newest first, by the days of the reader. */
export function historyGroups<Item extends Past>(
  completed: readonly Item[],
  zone: string,
): readonly HistoryGroup<Item>[] {
  const headed = completed.map((item) => {
    const precision = item.completedPrecision === 'minute' ? 'day' : item.completedPrecision;
    const day = dayOf(item.completedAt ?? 0, zone);
    return { item, precision, day, key: day.slice(0, lengths[precision]) };
  });
  return [...Map.groupBy(headed, ({ key }) => key)].map(([key, group]) => ({
    key,
    precision: group[0]?.precision ?? 'day',
    day: group[0]?.day ?? '',
    items: group.map(({ item }) => item),
  }));
}
