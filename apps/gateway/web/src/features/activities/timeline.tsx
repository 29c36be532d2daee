import { Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivitiesSection } from '@crm/contracts';
import { useFormat } from '../../lib/use-format.ts';
import { useNow } from '../../lib/use-now.ts';
import type { ActivityHandlers } from './handlers.ts';
import { History } from './history.tsx';
import { PlannedItem } from './planned-item.tsx';
import classes from './timeline.module.css';

const NEAREST = 4;

interface TimelineProps {
  readonly clientId: string;
  readonly section: ActivitiesSection;
  readonly nameOf: (employeeId: string) => string | undefined;
  /** Absent for those who only read. */
  readonly handlers: ActivityHandlers | undefined;
}

/** One stream of time: the plan above the line of now with the nearest next to it, the history below. */
export function Timeline({ clientId, section, nameOf, handlers }: TimelineProps) {
  const { t } = useTranslation();
  const [allPlanned, showAllPlanned] = useState(false);
  const shown = allPlanned ? section.planned : section.planned.slice(0, NEAREST);
  const hidden = section.planned.length - shown.length;
  return (
    <div className={classes.timeline}>
      <section aria-label={t('timeline.planned')}>
        {hidden > 0 && (
          <UnstyledButton className={classes.more} onClick={() => showAllPlanned(true)}>
            {t('timeline.laterPlans', { count: hidden })}
          </UnstyledButton>
        )}
        <ol className={classes.stream}>
          {shown.toReversed().map((activity) => (
            <PlannedItem key={activity.id} activity={activity} nameOf={nameOf} handlers={handlers} />
          ))}
        </ol>
        {section.planned.length === 0 && (
          <Text size="sm" c="dimmed" className={classes.nothing}>
            {t('timeline.nothingPlanned')}
          </Text>
        )}
      </section>
      <NowLine />
      <History clientId={clientId} latest={section.completed} total={section.counts.completed} nameOf={nameOf} />
    </div>
  );
}

function NowLine() {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.now} role="separator" aria-label={t('timeline.now')}>
      <span className={classes.nowLabel}>{t('timeline.nowAt', { time: format.time(useNow()) })}</span>
    </div>
  );
}
