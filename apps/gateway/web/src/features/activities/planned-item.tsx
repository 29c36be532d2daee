import { Group } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ActivityListItem } from '@crm/contracts';
import { useEmployeeName } from '../../api/names.ts';
import { useMe } from '../../api/use-session.ts';
import { shortName } from '../../lib/person-names.ts';
import { useFormat } from '../../lib/use-format.ts';
import { useNow } from '../../lib/use-now.ts';
import { AuditWord } from '../../ui/audit-link.tsx';
import { FoldedText } from '../../ui/folded-text.tsx';
import { KindIcon } from '../../ui/kind-icon.tsx';
import { ActivityActions } from './activity-actions.tsx';
import type { ActivityHandlers } from './handlers.ts';
import { useActivityWords } from './use-activity-words.ts';
import classes from './timeline.module.css';

interface PlannedItemProps {
  readonly activity: ActivityListItem;
  readonly nameOf: (employeeId: string) => string | undefined;
  readonly handlers: ActivityHandlers | undefined;
}

export function PlannedItem({ activity, nameOf, handlers }: PlannedItemProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const now = useNow();
  const overdue = activity.plannedAt !== null && Date.parse(activity.plannedAt) < now;
  const { kind, kindCode, purpose } = useActivityWords()(activity);
  const known = nameOf(activity.performerId);
  const performer = useEmployeeName(known === undefined ? activity.performerId : null) ?? known;
  const when = activity.plannedAt === null ? '' : format.dayAndTime(activity.plannedAt);
  return (
    <li className={classes.item}>
      <KindIcon code={kindCode} tone={overdue ? 'overdue' : 'planned'} />
      <div className={classes.body}>
        <div className={classes.subject}>{activity.subject}</div>
        <div className={classes.facts}>
          <span className={classes.when} data-overdue={overdue}>
            {overdue ? t('activity.overdueSince', { when }) : when}
          </span>
          <span>{[kind, purpose].filter(Boolean).join(' · ')}</span>
          {performer !== undefined && activity.performerId !== me.employeeId && <span>{shortName(performer)}</span>}
          {activity.reminder?.status === 'scheduled' && (
            <Group gap={3} component="span" wrap="nowrap">
              <IconBell size={14} aria-hidden />
              {t('activity.reminderAt', { when: format.time(activity.reminder.dueAt) })}
            </Group>
          )}
          <AuditWord kind="activity" id={activity.id} name={activity.subject} />
        </div>
        {activity.content !== null && <FoldedText>{activity.content}</FoldedText>}
      </div>
      {handlers !== undefined && <ActivityActions activity={activity} {...handlers} />}
    </li>
  );
}
