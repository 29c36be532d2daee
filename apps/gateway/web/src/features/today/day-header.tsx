import { Progress, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Me, Whose } from '@crm/contracts';
import { activityCountQuery } from '../../api/activities.ts';
import { formOfAddress } from '../../lib/person-names.ts';
import { useFormat } from '../../lib/use-format.ts';
import { useNow } from '../../lib/use-now.ts';
import { momentOf } from '../../lib/zoned-time.ts';
import classes from './day-header.module.css';

/** Which day it is, and how far its work has come. */
export function DayHeader({ me, whose }: { readonly me: Me; readonly whose: Whose }) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.today();
  const from = momentOf(`${today}T00:00`, format.zone);
  const to = momentOf(`${format.tomorrow()}T00:00`, format.zone);
  const done = useQuery(activityCountQuery({ whose, status: 'completed', from, to })).data;
  const left = useQuery(activityCountQuery({ whose, status: 'planned', to })).data;
  const all = (done ?? 0) + (left ?? 0);
  return (
    <header className={classes.header}>
      <div>
        <Title order={1} size="h2">
          {t(greeting(format.hour(useNow())), { name: formOfAddress(me.name) })}
        </Title>
        <Text c="dimmed" className={classes.date}>
          {format.weekday(today)}, {format.day(today)}
        </Text>
      </div>
      {done !== undefined && left !== undefined && all > 0 && (
        <div className={classes.progress} role="status">
          <Text size="sm">
            <b>{t('today.done', { done: format.number(done), all: format.number(all) })}</b>
          </Text>
          <Progress value={(done / all) * 100} size="sm" radius="xl" mt={6} aria-label={t('today.progress')} />
        </div>
      )}
    </header>
  );
}

function greeting(hour: number) {
  if (hour < 5) return 'today.night' as const;
  if (hour < 12) return 'today.morning' as const;
  return hour < 18 ? ('today.afternoon' as const) : ('today.evening' as const);
}
