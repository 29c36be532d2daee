import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityListItem } from '@crm/contracts';
import { activitiesQuery } from '../../api/activities.ts';
import { useFormat } from '../../lib/use-format.ts';
import { EmptyNote } from '../../ui/notes.tsx';
import { HistoryItem } from './history-item.tsx';
import { historyGroups, type HistoryGroup } from './history-groups.ts';
import classes from './timeline.module.css';

interface HistoryProps {
  readonly clientId: string;
  /** The newest ones, which came with the card. */
  readonly latest: readonly ActivityListItem[];
  readonly total: number;
  readonly nameOf: (employeeId: string) => string | undefined;
}

/** What has happened, newest first, as far back as one cares to read. */
export function History({ clientId, latest, total, nameOf }: HistoryProps) {
  const { t } = useTranslation();
  const { zone } = useFormat();
  const [whole, readOn] = useState(false);
  const list = useInfiniteQuery({ ...activitiesQuery({ clientId, status: 'completed', limit: 50 }), enabled: whole });
  const read = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const shown = read.length > latest.length ? read : latest;
  const more = list.data === undefined ? total > latest.length : list.hasNextPage;
  const showMore = () => (whole ? void list.fetchNextPage() : readOn(true));

  if (total === 0) {
    return (
      <EmptyNote
        icon={<IconHistory stroke={1.4} />}
        title={t('timeline.noHistory')}
        hint={t('timeline.noHistoryHint')}
      />
    );
  }
  return (
    <section aria-label={t('timeline.history')}>
      {historyGroups(shown, zone).map((group) => (
        <HistoryDay key={group.key} group={group} nameOf={nameOf} />
      ))}
      {more && (
        <Button variant="default" mt="md" fullWidth loading={list.isFetching} onClick={showMore}>
          {t('timeline.earlier')}
        </Button>
      )}
    </section>
  );
}

interface HistoryDayProps {
  readonly group: HistoryGroup<ActivityListItem>;
  readonly nameOf: (employeeId: string) => string | undefined;
}

function HistoryDay({ group, nameOf }: HistoryDayProps) {
  const title = useGroupTitle()(group);
  return (
    <section aria-label={title}>
      <h3 className={classes.day}>{title}</h3>
      <ol className={classes.stream}>
        {group.items.map((activity) => (
          <HistoryItem key={activity.id} activity={activity} nameOf={nameOf} />
        ))}
      </ol>
    </section>
  );
}

function useGroupTitle(): (group: HistoryGroup<ActivityListItem>) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ precision, day, key }) => {
    if (precision === 'year') return key;
    if (precision === 'month') return format.month(`${day}T12:00:00Z`);
    if (day === format.today()) return `${t('day.today')}, ${format.day(day)}`;
    return `${format.day(day)}, ${format.weekday(day)}`;
  };
}
