import { Button, Text } from '@mantine/core';
import { IconCalendarPlus, IconConfetti } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ActivityListItem, Whose } from '@crm/contracts';
import { activitiesQuery } from '../../api/activities.ts';
import { useFormat } from '../../lib/use-format.ts';
import { useNow } from '../../lib/use-now.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { EmptyNote, ProblemNote } from '../../ui/notes.tsx';
import { AgendaRow } from './agenda-row.tsx';
import { agendaGroups, type AgendaGroup } from './agenda-groups.ts';
import type { ActivityHandlers } from './handlers.ts';
import classes from './agenda.module.css';

interface AgendaProps {
  readonly whose: Whose;
  /** Absent for those who only read, as are the handlers. */
  readonly onPlan: (() => void) | undefined;
  readonly handlers: ActivityHandlers | undefined;
}

/** What the reader has to do, for himself and in the place of others, overdue first, then day by day. */
export function Agenda({ whose, onPlan, handlers }: AgendaProps) {
  const { t } = useTranslation();
  const { zone } = useFormat();
  const now = useNow();
  const list = useInfiniteQuery(activitiesQuery({ whose, status: 'planned', limit: 50 }));
  if (list.isPending) return <LoadingRows rows={6} height={56} />;
  if (list.isError && list.data === undefined) {
    return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  }
  const planned = list.data.pages.flatMap(({ data }) => data);
  const planButton = onPlan && (
    <Button variant="light" leftSection={<IconCalendarPlus size={18} />} onClick={onPlan}>
      {t('activity.plan')}
    </Button>
  );
  if (planned.length === 0) {
    return (
      <EmptyNote
        icon={<IconConfetti stroke={1.4} />}
        title={t('today.emptyTitle')}
        hint={t('today.emptyHint')}
        action={planButton}
      />
    );
  }
  return (
    <>
      {agendaGroups(planned, now, zone).map((group) => (
        <AgendaDay key={group.day ?? 'overdue'} group={group} handlers={handlers} />
      ))}
      <MoreFoot list={list} />
    </>
  );
}

interface AgendaDayProps {
  readonly group: AgendaGroup<ActivityListItem>;
  readonly handlers: ActivityHandlers | undefined;
}

function AgendaDay({ group: { day, items }, handlers }: AgendaDayProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const overdue = day === null;
  const title = overdue ? t('today.overdue') : day === format.today() ? t('day.today') : null;
  const heading = title ?? (day === format.tomorrow() ? t('day.tomorrow') : format.day(day ?? ''));
  return (
    <section aria-label={heading}>
      <h3 className={classes.day} data-overdue={overdue}>
        {heading}
        <Text span inherit c="dimmed" fw={400}>
          {overdue ? format.number(items.length) : title === null ? format.weekday(day) : format.day(day)}
        </Text>
      </h3>
      <ul className={classes.list}>
        {items.map((activity) => (
          <AgendaRow key={activity.id} activity={activity} overdue={overdue} handlers={handlers} />
        ))}
      </ul>
    </section>
  );
}
